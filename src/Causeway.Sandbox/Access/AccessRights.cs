using System.Collections.Concurrent;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Access;

/// <summary>Who may do what with a model as a whole: the table behind ir.model.access.</summary>
internal sealed class AccessRights
{
    private readonly ConcurrentDictionary<(int User, string Model, Right Right), bool> revoked = new();

    /// <summary>Letters r, w, c, u by model and group; a model that is not listed belongs to the settings group alone.</summary>
    private static readonly Dictionary<string, (Group Group, string Letters)[]> Table = new(StringComparer.Ordinal)
    {
        ["crm.lead"] = [(Group.OwnDocuments, "rwc"), (Group.SalesAdministrator, "rwcu")],
        ["crm.lead2opportunity.partner"] = [(Group.OwnDocuments, "rwc")],
        ["crm.stage"] = [(Group.Internal, "r"), (Group.SalesAdministrator, "rwcu")],
        ["crm.tag"] = [(Group.OwnDocuments, "rwc"), (Group.SalesAdministrator, "rwcu")],
        ["crm.team"] = [(Group.Internal, "r"), (Group.SalesAdministrator, "rwcu")],
        ["crm.team.member"] = [(Group.Internal, "r"), (Group.SalesAdministrator, "rwcu")],
        ["crm.lost.reason"] = [(Group.Internal, "r"), (Group.SalesAdministrator, "rwcu")],
        ["crm.recurring.plan"] = [(Group.OwnDocuments, "r"), (Group.SalesAdministrator, "rwcu")],
        ["res.partner"] = [(Group.Internal, "r"), (Group.OwnDocuments, "rwc"), (Group.PartnerManager, "rwcu")],
        ["res.partner.category"] = [(Group.Internal, "r"), (Group.OwnDocuments, "rwc"), (Group.PartnerManager, "rwcu")],
        ["res.users"] = [(Group.Internal, "r"), (Group.AccessRights, "rwcu")],
        ["res.groups"] = [(Group.Internal, "r"), (Group.AccessRights, "rwcu")],
        ["res.company"] = [(Group.Internal, "r"), (Group.AccessRights, "rwcu")],
        ["account.move"] = [(Group.OwnDocuments, "r"), (Group.Accounting, "r"), (Group.Invoicing, "rwcu")],
        ["account.move.line"] = [(Group.OwnDocuments, "r"), (Group.Accounting, "r"), (Group.Invoicing, "rwcu")],
        ["account.journal"] = [(Group.OwnDocuments, "r"), (Group.Invoicing, "r"), (Group.Settings, "rwcu")],
        ["account.payment.term"] = [(Group.Internal, "r"), (Group.Invoicing, "r"), (Group.Settings, "rwcu")],
        ["sale.order"] = [(Group.OwnDocuments, "rwc"), (Group.SalesAdministrator, "rwcu")],
        ["hr.employee"] = [(Group.Employees, "rwcu"), (Group.Settings, "r")],
        ["hr.employee.public"] = [(Group.Internal, "r")],
        ["hr.department"] = [(Group.Internal, "r"), (Group.Employees, "rwcu")],
        ["hr.job"] = [(Group.Employees, "rwcu")],
        ["mail.activity"] = [(Group.Internal, "rwcu")],
        ["mail.message"] = [(Group.Internal, "rwcu")],
        ["base.automation"] = [(Group.Settings, "rwcu")],
        ["ir.actions.server"] = [(Group.Settings, "rwcu")],
        ["ir.model"] = [(Group.Settings, "rwcu")],
        ["ir.model.fields"] = [(Group.Settings, "rwcu")],
        ["ir.model.data"] = [(Group.Settings, "rwcu")],
        ["ir.model.access"] = [(Group.Settings, "rwcu")],
        ["ir.config_parameter"] = [(Group.Settings, "rwcu")],
        ["res.users.apikeys"] = [(Group.Internal, "r")],
    };

    private static readonly (Group Group, string Letters)[] Ordinary = [(Group.Internal, "r"), (Group.Settings, "rwcu")];

    /// <summary>Takes a right away from one user, whatever their groups say.</summary>
    public void Revoke(int user, string model, Right right) => revoked[(user, model, right)] = true;

    public bool IsRevoked(Env env, string model, Right right) => revoked.ContainsKey((env.Uid, model, right));

    public void Grant() => revoked.Clear();

    public bool Allows(Env env, Model model, Right right) =>
        env.IsSuperuser
        || (!IsRevoked(env, model.Name, right)
            && Entries(model.Name).Any(entry => entry.Letters.Contains(Letter(right)) && env.Groups.Contains(entry.Group)));

    public void Check(Env env, Model model, Right right)
    {
        if (!Allows(env, model, right))
        {
            throw OdooError.Access(Refusal(env, model, right));
        }
    }

    private static (Group Group, string Letters)[] Entries(string model) => Table.GetValueOrDefault(model, Ordinary);

    private static char Letter(Right right) => right.Word()[0];

    private static string Refusal(Env env, Model model, Right right)
    {
        var groups = Entries(model.Name).Where(entry => entry.Letters.Contains(Letter(right)))
            .Select(entry => entry.Group.FullName(env.Version)).Distinct().Order(StringComparer.Ordinal)
            .Select(name => $"\t- {name}\n").ToList();
        var allowed = groups.Count > 0
            ? $"This operation is allowed for the following groups:\n{string.Concat(groups)}"
            : "No group currently allows this operation.\n";
        return $"You are not allowed to {right.Verb()} '{model.Label}' ({model.Name}) records.\n\n{allowed}\nContact your administrator to request access if necessary.";
    }
}
