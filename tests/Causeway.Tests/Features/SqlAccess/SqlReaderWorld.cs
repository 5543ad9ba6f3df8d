using Causeway.Features.SqlAccess;
using Causeway.Mirror.Catalog;
using Causeway.Platform.Database;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Dapper;
using Npgsql;
using Xunit;

namespace Causeway.Tests.Features.SqlAccess;

/// <summary>A mirrored Odoo, a private connection of one user with a copy of everything, and a reader with a login of their own.</summary>
public sealed class SqlReaderWorld(TestCluster cluster) : IAsyncLifetime
{
    /// <summary>In every text of the private connection.</summary>
    public const string Private = "of a private connection";

    private readonly SharedMirror shared = new(cluster);

    internal MirrorServer Mirror => shared.Mirror;

    /// <summary>Of this world's own database, since roles belong to the whole server.</summary>
    public string Login { get; private set; } = "";

    public int PrivateConnection { get; private set; }

    internal NpgsqlDataSource Reader { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await shared.InitializeAsync();
        var lead = (await Mirror.Admin.PostAsync("/api/crm/leads", new { name = "With a past", stage_id = 1 })).Id;
        (await Mirror.Admin.PutAsync($"/api/crm/leads/{lead}", new { stage_id = 2 })).Expect(System.Net.HttpStatusCode.OK);
        await CopyAsync();
        await using var db = await Mirror.Database.OpenConnectionAsync();
        Login = $"analyst_of_{db.Database}";
        await Mirror.Get<SqlReaders>().LetInAsync(Login, default);
        // A real session of that role: the cluster's socket asks for no password.
        Reader = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Mirror.Database.ConnectionString) { Username = Login, MaxAutoPrepare = 0 });
    }

    public async ValueTask DisposeAsync()
    {
        await Reader.DisposeAsync();
        await Mirror.Get<SqlReaders>().ShutOutAsync(Login, default);
        await shared.DisposeAsync();
    }

    private async Task CopyAsync()
    {
        await using var db = await Mirror.Database.OpenConnectionAsync();
        PrivateConnection = await db.ExecuteScalarAsync<int>(
            """
            with me as (
              insert into causeway.app_user (id, username, full_name, auth_provider, password_hash, created_at, updated_at)
              values (gen_random_uuid(), 'me', 'Me', 'local', 'none', now(), now())
              returning id
            )
            insert into causeway.connection (name, owner_id, url, database, username, secret_protected, paused)
            select 'Mine alone', me.id, 'https://mine.example.com', 'mine', 'me', 'sealed', true from me
            returning id
            """);
        foreach (var model in DefaultModels.All)
        {
            var columns = (await db.QueryAsync<(string Name, string Type)>(
                "select column_name, data_type from information_schema.columns where table_schema = 'odoo' and table_name = @table and is_generated = 'NEVER' and column_name not in ('connection_id', 'state', 'state_reason')",
                new { table = model.Table["odoo.".Length..] })).ToList();
            var names = string.Join(", ", columns.Select(column => Sql.Name(column.Name)));
            // What a type or a state says stays, so that every view would show the row.
            var values = string.Join(", ", columns.Select(column =>
                column.Type == "text" && !column.Name.Contains("type", StringComparison.Ordinal) && !column.Name.Contains("state", StringComparison.Ordinal) ? $"'{Private}'" : Sql.Name(column.Name)));
            await db.ExecuteAsync($"insert into {model.Table} (connection_id, state, {names}) select @PrivateConnection, state, {values} from {model.Table} where connection_id = @ConnectionId", new { PrivateConnection, Mirror.ConnectionId });
        }

        await db.ExecuteAsync(
            """
            insert into causeway.lead_history (connection_id, lead_id, field, old, new) select @PrivateConnection, min(id), 'stage_id', '1', @Private from odoo.crm_lead;
            insert into odoo.name (connection_id, model, id, display_name) values (@PrivateConnection, 'uom.uom', 1, @Private);
            insert into causeway.sync_stream (connection_id, model) values (@PrivateConnection, @Private);
            """,
            new { PrivateConnection, Private });
    }
}
