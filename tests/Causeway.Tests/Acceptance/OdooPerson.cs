using System.Text.Json.Nodes;
using Causeway.Tests.Sandbox;

namespace Causeway.Tests.Acceptance;

/// <summary>
/// What somebody may see by the contract's rule, as domains that Odoo's administrator asks with: made from Odoo's own
/// answers about users, teams and employees.
/// </summary>
internal sealed record OdooPerson(int[] Companies, int[]? People, int[] Teams)
{
    /// <summary>An administrator who is no user of Odoo sees what the main company has.</summary>
    public static async Task<OdooPerson> AdministratorAsync(OdooWire odoo) => new([await MainCompanyAsync(odoo)], null, []);

    public static async Task<int> MainCompanyAsync(OdooWire odoo) => (int)(await odoo.ReadAsync("res.users", odoo.Uid, "company_id"))["company_id"]![0]!;

    public static async Task<OdooPerson> ReadAsync(OdooWire odoo, string login)
    {
        var user = (await odoo.SearchAsync("res.users", new object[] { new object[] { "login", "=", login } }))[0];
        var members = (await RowsAsync(odoo, "crm.team.member", [], "crm_team_id", "user_id")).Select(row => (Team: Id(row["crm_team_id"]), User: Id(row["user_id"]))).ToList();
        var led = await odoo.SearchAsync("crm.team", new object[] { new object[] { "user_id", "=", user } });
        int[] teams = [.. members.Where(member => member.User == user).Select(member => member.Team).Concat(led).Distinct()];
        var people = members.Where(member => teams.Contains(member.Team)).Select(member => member.User).Append(user).Concat(await ReportsAsync(odoo, user));
        var companies = Wires.Ids((await odoo.ReadAsync("res.users", user, "company_ids"))["company_ids"]);
        return new OdooPerson(companies, [.. people.Where(id => id != 0).Distinct()], teams);
    }

    public object[] Leads => [.. Of("company_id"), .. OfPeople("user_id")];

    public object[] Invoices => [.. Of("company_id"), .. OfPeople("invoice_user_id")];

    private object[] Of(string company) => ["|", Term(company, "=", false), Term(company, "in", Companies)];

    private object[] OfPeople(string user) => People is null ? [] :
        ["|", Term(user, "in", People), "&", Term(user, "=", false), "|", Term("team_id", "=", false), Term("team_id", "in", Teams)];

    public static object[] Term(string field, string op, object value) => [field, op, value];

    private static async Task<IEnumerable<int>> ReportsAsync(OdooWire odoo, int user)
    {
        var employees = (await RowsAsync(odoo, "hr.employee", [], "user_id", "parent_id")).Select(row => (Id: (int)row["id"]!, User: Id(row["user_id"]), Chief: Id(row["parent_id"]))).ToList();
        var below = employees.Where(employee => employee.User == user).Select(employee => employee.Id).ToHashSet();
        while (employees.Where(employee => below.Contains(employee.Chief) && below.Add(employee.Id)).ToList().Count > 0)
        {
        }

        return employees.Where(employee => below.Contains(employee.Id)).Select(employee => employee.User);
    }

    public static async Task<IReadOnlyList<JsonNode>> RowsAsync(OdooWire odoo, string model, object[] domain, params string[] fields) =>
        [.. (await odoo.CallAsync(model, "search_read", new { domain, fields }))!.AsArray().Select(row => row!)];

    /// <summary>The id of a many2one; 0 where it is empty.</summary>
    public static int Id(JsonNode? reference) => reference is JsonArray pair ? (int)pair[0]! : 0;
}
