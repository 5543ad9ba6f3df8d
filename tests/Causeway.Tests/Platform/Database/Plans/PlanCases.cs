using System.Globalization;
using System.Text.Json.Nodes;

namespace Causeway.Tests.Platform.Database.Plans;

/// <summary>One list of the OpenAPI document: what it can be filtered and sorted by.</summary>
internal sealed record ListRoute(string Operation, string Path, IReadOnlyList<string> Filters, IReadOnlyList<string> Sorts);

/// <summary>What each list is asked with: for each filter values that few records have and values that many have.</summary>
internal static class PlanCases
{
    private static readonly string Soon = DateTimeOffset.UtcNow.AddDays(300).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>What every list takes besides its filters.</summary>
    private static readonly string[] Paging = ["page", "per_page", "cursor", "sort_by", "sort_order", "count", "fields", "deleted", "format", "connection"];

    /// <summary>Lists whose tables do not grow with a company's records.</summary>
    private static readonly string[] Small = ["ListTags", "ListStages", "ListTeams", "ListLostReasons", "ListOdooUsers", "ListOdooProposals", "ListQuarantine", "ListApiTokens", "ListSyncRuns", "ListLeadNotes", "ListViews"];

    private static readonly Dictionary<string, Dictionary<string, string[]>> Values = new()
    {
        ["ListLeads"] = new()
        {
            ["user_id"] = ["7", "61", "9999"],
            ["stage"] = ["new", "frozen", "no such stage"],
            ["stage_id"] = ["1", "8", "99"],
            ["tag_id"] = ["3", "20", "99"],
            ["contact_id"] = ["700"],
            ["type"] = ["lead", "opportunity"],
            ["q"] = ["training", "quartzite", "nosuchtext", "a"],
            ["updated_since"] = ["2020-01-01T00:00:00Z", Soon],
        },
        ["ListOpportunities"] = new()
        {
            ["salesperson_id"] = ["7", "61", "9999"],
            ["team_id"] = ["3", "4", "99"],
            ["q"] = ["training", "quartzite", "nosuchtext"],
            ["stage"] = ["new", "frozen"],
            ["stage_id"] = ["1", "8", "99"],
            ["account_id"] = ["700"],
            ["tag_id"] = ["3", "20", "99"],
            ["min_value"] = ["0", "9000000"],
            ["max_value"] = ["100", "9999999"],
            ["closing_from"] = [Day(-1000), "2098-01-01"],
            ["closing_to"] = ["1999-01-01", Day(1000)],
            ["closed_from"] = [Day(-1000), "2098-01-01"],
            ["closed_to"] = ["1999-01-01", Day(1000)],
            ["status"] = ["open", "won", "lost", "all"],
        },
        ["ListContacts"] = new()
        {
            ["q"] = ["gmbh", "quartzite", "nosuchtext", "+41 44 668 18 00"],
            ["updated_since"] = ["2020-01-01T00:00:00Z", Soon],
            ["active"] = ["true", "false"],
            ["is_company"] = ["true", "false"],
        },
        ["ListAccounts"] = new()
        {
            ["q"] = ["gmbh", "quartzite", "nosuchtext"],
            ["city"] = ["zurich", "gallenkappel"],
            ["country"] = ["ch", "malta", "nowhere"],
            ["salesperson_id"] = ["7", "9999"],
        },
        ["ListInvoices"] = new()
        {
            ["q"] = ["inv/2026", "INV/2026/000777", "quartzite", "nosuchtext"],
            ["updated_since"] = ["2020-01-01T00:00:00Z", Soon],
            ["active"] = ["true", "false"],
        },
        ["ListProducts"] = new()
        {
            ["q"] = ["desk", "quartzite", "nosuchtext"],
            ["updated_since"] = ["2020-01-01T00:00:00Z", Soon],
            ["active"] = ["true", "false"],
        },
        ["ListReceivables"] = new()
        {
            ["status"] = ["paid", "partial", "reversed", "blocked"],
            ["overdue"] = ["true", "false"],
            ["customer_id"] = ["700", "704"],
            ["from"] = ["2098-01-01", Day(-2000)],
            ["to"] = ["1999-01-01", Day(100)],
        },
        ["ListActivities"] = new()
        {
            ["user_id"] = ["7", "61", "9999"],
            ["model"] = ["crm.lead", "product.product", "x.none"],
            ["due"] = ["overdue", "today", "planned"],
            ["type"] = ["call", "audit"],
        },
        ["ListOpportunityActivities"] = [],
        ["ListTasks"] = new()
        {
            ["status"] = ["open", "closed"],
            ["task_type"] = ["call", "audit"],
            ["entity_name"] = ["gmbh", "quartzite", "nosuchtext"],
            ["contact_person_id"] = ["00000000-0000-4000-8000-000000000007", "00000000-0000-4000-8000-999999999999"],
            ["date_from"] = [Day(-2000), Day(1)],
            ["date_to"] = [Day(-2000), Day(1)],
            ["due_from"] = [Day(-2000), Day(100)],
            ["due_to"] = [Day(-2000), Day(100)],
            ["overdue"] = ["true"],
            ["odoo_model"] = ["crm.lead", "res.partner"],
            ["odoo_id"] = ["700"],
            ["q"] = ["call", "quartzite", "nosuchtext"],
        },
        ["ListRecords"] = new() { ["filters"] = ["", "stage_id=8", "user_id=7", "partner_id=700", "id[gte]=2400", "expected_revenue[gte]=9000000"] },
        ["ListUsers"] = new()
        {
            ["role"] = ["member", "manager"],
            ["approval_status"] = ["approved", "pending", "rejected"],
            ["q"] = ["example", "@rare"],
        },
        ["ListAudit"] = new()
        {
            ["action"] = ["odoo.write", "sign_in"],
            ["outcome"] = ["done", "failed"],
            ["actor"] = ["user7", "nobody"],
            ["actor_id"] = ["00000000-0000-4000-8000-000000000007"],
            ["address"] = ["10.0.7.0", "192.0.2.1"],
            ["target_type"] = ["crm.lead", "connection"],
            ["target_id"] = ["700"],
            ["from"] = ["2020-01-01T00:00:00Z", Soon],
            ["to"] = ["2020-01-01T00:00:00Z", Soon],
        },
    };

    /// <summary>What is no list with pages.</summary>
    public static readonly IReadOnlyList<string> Others =
    [
        "/api/changes?limit=100", "/api/changes?limit=100&models=crm.lead", "/api/changes?limit=100&models=crm.tag",
        .. new[] { "training", "gmbh", "quartzite", "nosuchtext", "a", "traning", "chair quartzite", "+41 44 668 18 00", "INV/2026/000777" }.Select(q => $"/api/search?q={Uri.EscapeDataString(q)}"),
    ];

    /// <summary>Every list of the document but the small ones.</summary>
    public static IEnumerable<ListRoute> Routes(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        let operation = path.Value!["get"]
        where operation is not null
        let parameters = operation["parameters"]?.AsArray().Where(parameter => (string?)parameter!["in"] == "query").ToList() ?? []
        where parameters.Any(parameter => (string?)parameter!["name"] == "per_page")
        let id = (string)operation["operationId"]!
        where !Small.Contains(id)
        select new ListRoute(
            id,
            path.Key.Replace("{model}", "crm.lead", StringComparison.Ordinal).Replace("{id}", "700", StringComparison.Ordinal),
            [.. parameters.Select(parameter => (string)parameter!["name"]!).Except(Paging)],
            [.. parameters.Single(parameter => (string?)parameter!["name"] == "sort_by")!["schema"]!["enum"]?.AsArray().Select(sort => (string)sort!) ?? ["id", "name", "expected_revenue"]]);

    /// <summary>Users and the audit are for administrators.</summary>
    public static IEnumerable<string> Callers(ListRoute route) => route.Operation is "ListUsers" or "ListAudit" ? ["admin"] : ["admin", "manager", "member"];

    public static IEnumerable<string> Missing(ListRoute route) =>
        route.Filters.Where(filter => Values.GetValueOrDefault(route.Operation)?.ContainsKey(filter) != true).Select(filter => $"{route.Operation} {filter}");

    /// <summary>Each sort in both directions, and each filter by itself: the first page, and the next by cursor.</summary>
    public static IEnumerable<string> Queries(ListRoute route)
    {
        foreach (var sort in route.Sorts)
        {
            yield return $"sort_by={sort}&sort_order=asc";
            yield return $"sort_by={sort}&sort_order=desc";
        }

        foreach (var filter in Filters(route))
            yield return filter;
    }

    /// <summary>Each filter in each order: the first page, for those to whom it is dearest.</summary>
    public static IEnumerable<string> Pairs(ListRoute route, string caller) => (route.Operation, caller) switch
    {
        (_, "member") or ("ListTasks", "manager") or ("ListLeads" or "ListUsers" or "ListAudit", "admin") => Pairs(route),
        _ => [],
    };

    private static IEnumerable<string> Pairs(ListRoute route) =>
        Filters(route).SelectMany(filter => route.Sorts.Select((sort, i) => $"{filter}&sort_by={sort}&sort_order={(i % 2 == 0 ? "desc" : "asc")}"));

    private static IEnumerable<string> Filters(ListRoute route) =>
        route.Filters.SelectMany(name => Values[route.Operation][name].Select(value => Filter(name, value)));

    private static string Filter(string name, string value) => name == "filters" ? value : $"{name}={Uri.EscapeDataString(value)}";

    private static string Day(int days) => DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
