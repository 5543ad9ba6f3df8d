using Causeway.Sandbox.Automation;
using Causeway.Sandbox.Models.Accounting;
using Causeway.Sandbox.Models.Base;
using Causeway.Sandbox.Models.Contacts;
using Causeway.Sandbox.Models.Crm;
using Causeway.Sandbox.Models.Employees;
using Causeway.Sandbox.Models.Mail;
using Causeway.Sandbox.Models.Products;
using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Models;

/// <summary>All models that the sandbox has.</summary>
internal static class Catalogue
{
    public static Registry For(int version, bool withAutomation) => new(version,
    [
        .. BaseModels.All,
        .. BaseModels.Named,
        PartnerModel.Declaration,
        .. CrmModels.All,
        .. MailModels.All,
        .. ProductModels.All,
        .. AccountingModels.All,
        .. EmployeeModels.All,
        .. withAutomation ? AutomationModels.All : [],
    ]);
}
