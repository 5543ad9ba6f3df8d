using Causeway.Features.Accounts;
using Causeway.Features.Activities;
using Causeway.Features.Contacts;
using Causeway.Features.Dashboard;
using Causeway.Features.Leads;
using Causeway.Features.Opportunities;
using Causeway.Features.Receivables;
using Causeway.Features.Search;
using Causeway.Features.Tasks;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Bench.Lists;

/// <summary>The routes that clients use most, as a salesperson, each with the statements that hold its predicate and columns.</summary>
internal static class RouteCase
{
    private const int PerPage = 20;

    private static readonly QueryValues NoFilters = new(new Dictionary<string, object>());

    public static readonly IReadOnlyList<LoadCase> All =
    [
        Of("leads", "crm/leads", (_, viewer) => Page(LeadQueries.List(viewer, NoFilters, stages: null), "id", descending: true)),
        new("one lead", "/api/crm/leads/{lead}", AsSalesperson: true) { Statements = async (database, cancel) => [LeadQueries.One(await ViewerAsync(database, cancel)).One(await LeadAsync(database, cancel))] },
        Of("opportunities", "opportunities", (_, viewer) => Page(OpportunityQueries.List(viewer, NoFilters, stages: null), OpportunityShape.BoardSort, descending: true)),
        Of("board", "opportunities/kanban", (_, viewer) => [Board.Statement(OpportunityQueries.OnBoard(viewer, NoFilters), Board.First(OpportunityShape.BoardSort, descending: true))]),
        Of("contacts", "contacts", (_, viewer) => Page(ContactQueries.List(viewer, NoFilters), "id", descending: true)),
        new("accounts", "/api/accounts/real", AsSalesperson: true)
        {
            Statements = async (database, cancel) =>
                Page(await new AccountQueries(Rates(database), new NamedRecords(database), new ActivityQueries(TimeProvider.System)).ListAsync(await ViewerAsync(database, cancel), NoFilters, cancel), "name", descending: false),
        },
        new("receivables", "/api/receivables", AsSalesperson: true)
        {
            Statements = async (database, cancel) =>
            {
                var viewer = await ViewerAsync(database, cancel);
                var money = await Rates(database).ReadAsync(viewer, cancel);
                var query = ReceivableQueries.List(viewer, NoFilters, money);
                return [ReceivableSummary.Statement(query, money), .. Page(query, "invoice_date", descending: true)];
            },
        },
        Of("activities", "activities", (_, viewer) => Page(new ActivityQueries(TimeProvider.System).List(viewer, NoFilters, types: null), "date_deadline", descending: false)),
        Of("tasks", "tasks", (_, viewer) => Tasks(new TaskFilters(NoFilters, DateTimeOffset.UtcNow), Reader(viewer))),
        Of("search: a word of many", "search?q=training", (_, viewer) => Search(viewer, "training")),
        Of("search: a word of few", "search?q=brauer%20chair", (_, viewer) => Search(viewer, "brauer chair")),
        Of("search: one letter", "search?q=a", (_, viewer) => Search(viewer, "a")),
        new("dashboard", "/api/sales/dashboard/real", AsSalesperson: true)
        {
            Statements = async (database, cancel) =>
            {
                var viewer = await ViewerAsync(database, cancel);
                return [DashboardSums.Statement(viewer, await Rates(database).ReadAsync(viewer, cancel), PerPage)];
            },
        },
    ];

    private static LoadCase Of(string name, string route, Func<NpgsqlDataSource, Viewer, IReadOnlyList<SqlText>> statements) => new(name, $"/api/{route}", AsSalesperson: true)
    {
        Statements = async (database, cancel) => statements(database, await ViewerAsync(database, cancel)),
    };

    private static Task<Viewer> ViewerAsync(NpgsqlDataSource database, CancellationToken cancel) => LoadCase.ViewerAsync(database, asSalesperson: true, cancel);

    /// <summary>The first lead of the salesperson's, whom the path then names.</summary>
    public static async Task<long> LeadAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        var viewer = await ViewerAsync(database, cancel);
        await using var command = database.CreateCommand("select min(id) from odoo.crm_lead where user_id = $1 and state = 'present'");
        command.Parameters.Add(new NpgsqlParameter { Value = viewer.OdooUserId!.Value });
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static MoneyRates Rates(NpgsqlDataSource database) => new(database, TimeProvider.System);

    private static TaskReader Reader(Viewer viewer) => new(viewer.Caller, viewer, IsShared: false);

    private static IReadOnlyList<SqlText> Page(RecordQuery query, string sort, bool descending) => [query.Page(Request(sort, descending)), query.Count()];

    private static ListRequest Request(string sort, bool descending) => new() { Page = 1, PerPage = PerPage, SortBy = sort, Descending = descending, WithTotal = true };

    private static IReadOnlyList<SqlText> Tasks(TaskFilters filters, TaskReader reader) =>
        [TaskQueries.Page(filters, reader, Request("date_created", descending: true)), TaskQueries.Count(filters, reader)];

    private static IReadOnlyList<SqlText> Search(Viewer viewer, string text) =>
        [new SqlText().Append($"{(SqlRaw)SearchQuery.ByIndex}"), .. SearchQuery.Sources(Reader(viewer)).Select(source => SearchStatement.Of(source, SearchTerms.Of(text), SearchTypes.All, 5, isTypo: false))];
}
