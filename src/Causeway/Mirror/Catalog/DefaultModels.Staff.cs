namespace Causeway.Mirror.Catalog;

/// <summary>Users, employees and their departments.</summary>
internal static partial class DefaultModels
{
    public static readonly MirrorModel User = new("res.users",
    [
        Text("login"),
        Flag("active"),
        Flag("share"),
        ToOne("partner_id", "res.partner"),
        ToOne("company_id", "res.company"),
        ToMany("company_ids", "res.company"),
        // Where a user belongs until Odoo 14; the memberships are rows of crm.team.member since 15.
        ToOne("sale_team_id", "crm.team"),
    ])
    { Entity = "users", Small = true, NameVia = "partner_id" };

    /// <summary>
    /// Only what hr.employee.public shows, which is what any colleague sees; an account without rights to the former reads
    /// the latter. The instance's own fields may be private, and come when an administrator names them.
    /// </summary>
    public static readonly MirrorModel Employee = new("hr.employee",
    [
        Text("name"),
        ToOne("user_id", "res.users"),
        ToOne("parent_id", "hr.employee"),
        ToOne("coach_id", "hr.employee"),
        ToOne("department_id", "hr.department"),
        ToOne("job_id", "hr.job"),
        Text("job_title"),
        Text("work_email"),
        Text("work_phone"),
        Text("mobile_phone"),
        // Odoo 15 and later.
        ToOne("work_contact_id", "res.partner"),
        ToOne("company_id", "res.company"),
        Flag("active"),
    ])
    {
        Entity = "users",
        Fallback = "hr.employee.public",
        Custom = CustomFieldRule.Named,
        CompanyField = "company_id",
        Indexes = [new("user_id"), new("parent_id")],
    };

    public static readonly MirrorModel Department = new("hr.department",
    [
        Text("name"),
        // "Management / Sales", which is what Odoo shows wherever a department is named.
        Text("complete_name"),
        ToOne("parent_id", "hr.department"),
        ToOne("manager_id", "hr.employee"),
        ToOne("company_id", "res.company"),
        Flag("active"),
    ])
    { Entity = "users", Small = true, NameField = "complete_name", CompanyField = "company_id" };
}
