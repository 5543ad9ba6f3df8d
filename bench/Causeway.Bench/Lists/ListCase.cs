using Causeway.Features.Leads;
using Causeway.Features.Opportunities;
using Causeway.Mirror.Changes;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Sessions;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Causeway.Platform.Settings;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Causeway.Bench.Lists;

/// <summary>One request, and the statements that hold its predicate and columns.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Path">What is asked for.</param>
/// <param name="AsSalesperson">Whether a salesperson asks, or an administrator.</param>
internal sealed record ListCase(string Name, string Path, bool AsSalesperson)
{
    public static readonly IReadOnlyList<ListCase> All =
    [
        new("list, with total, admin", "/api/crm/leads?per_page=50", AsSalesperson: false),
        new("list, count=none, admin", "/api/crm/leads?per_page=50&count=none", AsSalesperson: false),
        new("list, with total, salesperson", "/api/crm/leads?per_page=50", AsSalesperson: true),
        new("list, count=none, salesperson", "/api/crm/leads?per_page=50&count=none", AsSalesperson: true),
        new("board, admin", "/api/opportunities/kanban", AsSalesperson: false),
        new("board, salesperson", "/api/opportunities/kanban", AsSalesperson: true),
    ];

    private static readonly QueryValues NoFilters = new(new Dictionary<string, object>());

    /// <summary>The statements themselves, as the product makes them, and nothing of what it does around them.</summary>
    public async Task<IReadOnlyList<SqlText>> StatementsAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        var viewer = await ViewerAsync(database, AsSalesperson, cancel);
        if (Path.Contains("kanban", StringComparison.Ordinal))
            return [Board.Statement(OpportunityQueries.OnBoard(viewer, NoFilters))];
        var query = LeadQueries.List(viewer, NoFilters);
        var page = query.Page(new ListRequest { Page = 1, PerPage = 50, SortBy = "id", Descending = true, WithTotal = true });
        return Path.Contains("count=none", StringComparison.Ordinal) ? [page] : [page, query.Count()];
    }

    public static async Task<Viewer> ViewerAsync(NpgsqlDataSource database, bool asSalesperson, CancellationToken cancel)
    {
        var connection = await new ConnectionStore(database).FindSharedAsync(cancel);
        return await new Viewers(database, new ChangeSignal(database, NullLogger<ChangeSignal>.Instance), new CausewaySettings()).FindAsync(asSalesperson ? await SalespersonAsync(database) : Caller.ByAdminKey, connection!, cancel);
    }

    private static async Task<Caller> SalespersonAsync(NpgsqlDataSource database)
    {
        await using var db = await database.OpenConnectionAsync();
        var person = await db.QuerySingleAsync<User>("select * from causeway.app_user where odoo_user_id is not null");
        return Caller.Of(new SignedInUser(person, new Session { SessionId = Guid.Empty, ExpiresAt = DateTimeOffset.MaxValue }));
    }
}
