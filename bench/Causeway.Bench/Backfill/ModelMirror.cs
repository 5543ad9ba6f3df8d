using System.Diagnostics;
using System.Text;
using Causeway.Bench.Processes;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Connections.Hosts;
using Causeway.Mirror.Proof;
using Causeway.Mirror.Sync;
using Causeway.Odoo;
using Causeway.Platform.Database;
using Causeway.Platform.Settings;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Causeway.Bench.Backfill;

/// <summary>What one full read took.</summary>
/// <param name="Backfill">From the first call until the last page was stored.</param>
/// <param name="Whole">Until the catch-up after it was done as well.</param>
/// <param name="Pages">The requests that fetched its pages.</param>
internal sealed record FullRead(TimeSpan Backfill, TimeSpan Whole, IReadOnlyList<TapedRequest> Pages);

/// <summary>The product's own road from one of Odoo's models to the mirror, on a private PostgreSQL as the server starts it.</summary>
internal sealed class ModelMirror(CausewayDatabase database, OdooClient odoo, RequestTape tape, OdooConnection connection, ModelPlan plan) : IAsyncDisposable
{
    public ModelPlan Plan => plan;

    public int ConnectionId => connection.Id;

    /// <summary>Calls to Odoo since the last full read began.</summary>
    public int Calls => tape.Requests.Count;

    /// <summary>The server process of the private PostgreSQL.</summary>
    public required int Postmaster { get; init; }

    public static async Task<ModelMirror> OpenAsync(string directory, OdooOptions options, MirrorModel model, CancellationToken cancel)
    {
        var database = await CausewayDatabase.OpenAsync(new CausewaySettings { DataDir = directory }, NullLoggerFactory.Instance, cancel);
        await MirrorTables.EnsureAsync(database.DataSource, DefaultModels.All, cancel);
        var tape = new RequestTape(OdooClient.CreateHandler());
        var odoo = new OdooClient(options, new HttpClient(new GuestHandler(tape, ceiling: 2, perMinute: 1_000_000, TimeProvider.System)) { Timeout = Timeout.InfiniteTimeSpan });
        var connection = await new ConnectionStore(database.DataSource).AddAsync(Row(options), cancel);
        var plan = ModelPlan.For(model, await odoo.FieldsGetAsync(model.Name, cancel));
        return new ModelMirror(database, odoo, tape, connection, plan) { Postmaster = ProcessFigures.Postmaster(directory) };
    }

    public async Task<FullRead> ReadAsync(CancellationToken cancel)
    {
        await EmptyAsync(cancel);
        tape.Clear();
        var sync = new ModelSync(database.DataSource, odoo, connection, plan, new ModelProgress(plan.Model.Name, plan.Model.Entity), TimeProvider.System);
        var began = Stopwatch.GetTimestamp();
        await sync.RunAsync(full: true, cancel);
        var whole = Stopwatch.GetElapsedTime(began);
        var pages = tape.Requests.Where(IsPage).ToList();
        // The catch-up's first call is made as soon as the last page is stored.
        var next = tape.Requests.First(request => request.At > pages[^1].At);
        return new FullRead(Stopwatch.GetElapsedTime(began, next.At), whole, pages);
    }

    /// <summary>All records, in memory.</summary>
    public async Task<IReadOnlyList<OdooRecord>> FetchAsync(CancellationToken cancel)
    {
        var query = new OdooQuery { Order = "id", Load = "", Context = MirrorContext.For(connection) };
        await using var page = await odoo.SearchReadPageAsync(plan.Model.Name, OdooDomain.All, plan.Fields, query, cancel);
        return await page.ToListAsync(cancel);
    }

    /// <summary>The records as a proof looks at them.</summary>
    public ProvedModel Proved() => new(database.DataSource, odoo, connection, plan, TimeProvider.System);

    public ValueTask<NpgsqlConnection> OpenConnectionAsync(CancellationToken cancel) => database.DataSource.OpenConnectionAsync(cancel);

    public async Task EmptyAsync(CancellationToken cancel)
    {
        await using var db = await OpenConnectionAsync(cancel);
        await db.ExecuteAsync(new CommandDefinition(
            $"truncate {plan.Model.Table}, causeway.change, causeway.lead_history, causeway.sync_stream; checkpoint", cancellationToken: cancel));
    }

    /// <summary>Takes away the column that is searched, with its indexes and views.</summary>
    public async Task DropSearchAsync(CancellationToken cancel)
    {
        await using var db = await OpenConnectionAsync(cancel);
        await db.ExecuteAsync(new CommandDefinition($"alter table {plan.Model.Table} drop column {SearchColumn.Name} cascade", cancellationToken: cancel));
    }

    public async Task<long> CountAsync(CancellationToken cancel)
    {
        await using var db = await database.DataSource.OpenConnectionAsync(cancel);
        return await db.ExecuteScalarAsync<long>($"select count(*) from {plan.Model.Table} where connection_id = @Id", new { connection.Id });
    }

    public async ValueTask DisposeAsync()
    {
        odoo.Dispose();
        await database.DisposeAsync();
    }

    /// <summary>A page asks for all fields from an id on; the catch-up asks for write_date, or for ids.</summary>
    private bool IsPage(TapedRequest request)
    {
        var body = Encoding.UTF8.GetString(request.Body);
        return plan.Fields.All(field => body.Contains($"\"{field.Name}\"", StringComparison.Ordinal)) && body.Contains("\"<=\"", StringComparison.Ordinal);
    }

    private static OdooConnection Row(OdooOptions options) => new()
    {
        Id = 0,
        Name = "Odoo",
        Url = options.Url.AbsoluteUri,
        Database = options.Database,
        Username = options.Username,
        SecretProtected = "not read here",
        Lang = "en_US",
        IntervalMinutes = 5,
    };
}
