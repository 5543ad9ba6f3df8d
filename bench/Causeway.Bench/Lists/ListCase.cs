using Causeway.Features.Leads;
using Causeway.Features.Opportunities;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Bench.Lists;

/// <summary>The list of leads and the board, as an administrator and as a salesperson.</summary>
internal static class ListCase
{
    private static readonly QueryValues NoFilters = new(new Dictionary<string, object>());

    public static readonly IReadOnlyList<LoadCase> All =
    [
        Of("list, with total, admin", "/api/crm/leads?per_page=50", asSalesperson: false),
        Of("list, count=none, admin", "/api/crm/leads?per_page=50&count=none", asSalesperson: false),
        Of("list, with total, salesperson", "/api/crm/leads?per_page=50", asSalesperson: true),
        Of("list, count=none, salesperson", "/api/crm/leads?per_page=50&count=none", asSalesperson: true),
        Of("board, admin", "/api/opportunities/kanban", asSalesperson: false),
        Of("board, salesperson", "/api/opportunities/kanban", asSalesperson: true),
    ];

    private static LoadCase Of(string name, string path, bool asSalesperson) => new(name, path, asSalesperson)
    {
        Statements = (database, cancel) => StatementsAsync(database, path, asSalesperson, cancel),
    };

    private static async Task<IReadOnlyList<SqlText>> StatementsAsync(NpgsqlDataSource database, string path, bool asSalesperson, CancellationToken cancel)
    {
        var viewer = await LoadCase.ViewerAsync(database, asSalesperson, cancel);
        if (path.Contains("kanban", StringComparison.Ordinal))
            return [Board.Statement(OpportunityQueries.OnBoard(viewer, NoFilters), Board.First(OpportunityShape.BoardSort, descending: true))];
        var query = LeadQueries.List(viewer, NoFilters, stages: null);
        var page = query.Page(new ListRequest { Page = 1, PerPage = 50, SortBy = "id", Descending = true, WithTotal = true });
        return path.Contains("count=none", StringComparison.Ordinal) ? [page] : [page, query.Count()];
    }
}
