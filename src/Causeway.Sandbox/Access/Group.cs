namespace Causeway.Sandbox.Access;

/// <summary>A group of users, with the groups that come with it.</summary>
internal sealed class Group
{
    public static readonly Group Internal = new(1, "base.group_user", "User types / Internal User", "Role / User");
    public static readonly Group PartnerManager = new(2, "base.group_partner_manager", "Extra Rights / Contact Creation", "Contact / Creation");
    public static readonly Group AccessRights = new(3, "base.group_erp_manager", "Administration/Access Rights", "Access Rights", Internal);
    public static readonly Group Settings = new(4, "base.group_system", "Administration/Settings", "Role / Administrator", AccessRights, PartnerManager);
    public static readonly Group OwnDocuments = new(5, "sales_team.group_sale_salesman", "Sales/User: Own Documents Only", "Sales/User: Own Documents Only", Internal);
    public static readonly Group AllDocuments = new(6, "sales_team.group_sale_salesman_all_leads", "Sales/User: All Documents", "Sales/User: All Documents", OwnDocuments);
    public static readonly Group SalesAdministrator = new(7, "sales_team.group_sale_manager", "Sales/Administrator", "Sales/Administrator", AllDocuments);
    public static readonly Group Accounting = new(8, "account.group_account_readonly", "Technical / Show Accounting Features - Readonly", "Show Accounting Features - Readonly", Internal);
    public static readonly Group Invoicing = new(9, "account.group_account_invoice", "Invoicing / Invoicing", "Accounting / Invoicing", Internal, PartnerManager);
    public static readonly Group Employees = new(10, "hr.group_hr_user", "Employees / Officer: Manage all employees", "Employees / Officer: Manage all employees", Internal);

    public static readonly IReadOnlyList<Group> All =
        [Internal, PartnerManager, AccessRights, Settings, OwnDocuments, AllDocuments, SalesAdministrator, Accounting, Invoicing, Employees];

    private readonly string name;
    private readonly string nameSince19;

    private Group(int id, string key, string name, string nameSince19, params Group[] implied)
    {
        Id = id;
        Key = key;
        this.name = name;
        this.nameSince19 = nameSince19;
        Implied = implied;
        Closure = [this, .. implied.SelectMany(group => group.Closure).Distinct()];
    }

    /// <summary>The id of its row in res.groups.</summary>
    public int Id { get; }

    /// <summary>The external id.</summary>
    public string Key { get; }

    public IReadOnlyList<Group> Implied { get; }

    /// <summary>The group and all that come with it.</summary>
    public IReadOnlyList<Group> Closure { get; }

    public string FullName(int version) => version >= 19 ? nameSince19 : name;

    public static HashSet<Group> ClosureOf(IEnumerable<int> ids) =>
        [.. All.Where(group => ids.Contains(group.Id)).SelectMany(group => group.Closure)];
}
