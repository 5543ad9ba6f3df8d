using System.Globalization;
using System.Net;
using System.Text.Json;
using Causeway.Features.SqlAccess;
using Causeway.Mirror.Catalog;
using Causeway.Platform;
using Causeway.Tests.Infrastructure;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.SqlAccess;

/// <summary>What somebody with SQL and a login of their own can do: read what all share, and nothing else.</summary>
public sealed class SqlReaderTests(SqlReaderWorld world) : IClassFixture<SqlReaderWorld>
{
    private static readonly string[] Named = ["odoo.v_opportunity", "odoo.v_account", "odoo.v_receivable", "causeway.data_lake_serving"];

    private readonly MirrorServer mirror = world.Mirror;

    [Fact]
    public async Task Every_view_is_read_and_shows_nothing_of_a_private_connection()
    {
        var views = await OpenAsync();

        views.ShouldBe(
            [.. Named, "shared.company_rate", "shared.connection", "shared.freshness", "shared.lead_history", "shared.name", .. DefaultModels.All.Select(model => $"shared.{model.Table["odoo.".Length..]}")],
            ignoreOrder: true);
        await using var reader = await world.Reader.OpenConnectionAsync();
        foreach (var view in views)
        {
            var rows = (await reader.QueryAsync<string>($"select to_jsonb(v)::text from {view} v")).AsList();
            rows.ShouldAllBe(row => !row.Contains(SqlReaderWorld.Private) && !row.Contains("mine.example.com"), view);
            if (view is "odoo.v_opportunity" or "odoo.v_account" or "odoo.v_receivable" or "shared.crm_lead" or "shared.lead_history" or "causeway.data_lake_serving")
                rows.ShouldNotBeEmpty(view);
        }
    }

    [Fact]
    public async Task Everything_else_in_the_database_is_refused_and_a_new_table_is_closed_from_its_first_moment()
    {
        await using var owner = await mirror.Database.OpenConnectionAsync();
        await owner.ExecuteAsync("create table if not exists causeway.secret_of_tomorrow (secret text)");
        var relations = (await owner.QueryAsync<string>(
            """
            select format('%I.%I', n.nspname, c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'v', 'm', 'p', 'S') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
            """)).Except(await OpenAsync()).ToList();

        relations.ShouldContain("causeway.secret_of_tomorrow");
        relations.ShouldContain("causeway.app_user");
        relations.ShouldContain("odoo.crm_lead");
        foreach (var relation in relations)
            (await RefusedAsync($"select * from {relation}")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege, relation);
    }

    [Theory]
    [InlineData("select password_hash from causeway.app_user")]
    [InlineData("select token_hash from causeway.api_token")]
    [InlineData("select token_hash from causeway.refresh_token")]
    [InlineData("select cookie_hash from causeway.session")]
    [InlineData("select secret_protected from causeway.connection")]
    [InlineData("select secret_protected from causeway.own_credential")]
    [InlineData("select sealed from causeway.webhook_key")]
    [InlineData("select wrapped_key from causeway.signing_key")]
    [InlineData("select xml from causeway.data_protection_key")]
    [InlineData("select secret_protected from causeway.microsoft_application")]
    [InlineData("select detail from causeway.audit")]
    [InlineData("select rolpassword from pg_authid")]
    [InlineData("select count(*) from odoo.crm_lead where connection_id > 1")]
    [InlineData("table odoo.name")]
    [InlineData("copy causeway.app_user to stdout")]
    [InlineData("create table shared.mine (a int)")]
    [InlineData("create table odoo.mine (a int)")]
    [InlineData("create table causeway.mine (a int)")]
    [InlineData("insert into shared.crm_tag (connection_id, id, name) values (1, 1, 'x')")]
    [InlineData("update shared.crm_lead set name = 'x'")]
    [InlineData("delete from shared.crm_lead")]
    [InlineData("truncate odoo.crm_lead")]
    [InlineData("drop view odoo.v_opportunity")]
    [InlineData("select nextval('causeway.read_stamp')")]
    [InlineData("select causeway.forget_audit(now())")]
    [InlineData("select causeway.share('crm_lead'), causeway.open_to_readers(); create or replace view shared.crm_tag as select * from causeway.app_user")]
    [InlineData("alter role current_user createrole")]
    [InlineData("set role causeway")]
    [InlineData("select pg_read_file('/etc/passwd')")]
    public async Task No_secret_is_read_and_nothing_is_written_even_after_read_only_is_switched_off(string statement)
    {
        (await RefusedAsync(statement)).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_function_of_the_reader_s_own_is_never_shown_a_row_that_the_view_leaves_out()
    {
        await using var reader = await world.Reader.OpenConnectionAsync();
        var told = new List<string>();
        reader.Notice += (_, notice) => told.Add(notice.Notice.MessageText);
        await reader.ExecuteAsync("set default_transaction_read_only = off");
        await reader.ExecuteAsync(
            "create function pg_temp.tell(text) returns boolean language plpgsql cost 0.0000001 as $$ begin raise notice '%', $1; return true; end $$");

        await reader.ExecuteAsync("select count(*) from shared.crm_lead where pg_temp.tell(name)");
        await reader.ExecuteAsync("select count(*) from odoo.v_account where pg_temp.tell(name)");

        told.ShouldNotBeEmpty();
        told.ShouldAllBe(name => name != SqlReaderWorld.Private);
    }

    [Fact]
    public async Task A_model_that_is_mirrored_later_is_read_too_and_a_column_that_comes_later_is_in_its_view()
    {
        MirrorField[] fields = [new("name", MirrorType.Text)];
        var model = new MirrorModel("x_visit", [.. fields]) { Entity = "x_visit" };
        await MirrorTables.EnsureAsync(mirror.Database, [model], default);
        await MirrorTables.EnsureAsync(mirror.Database, [model with { Fields = [.. fields, new("purpose", MirrorType.Text)] }], default);
        await using var reader = await world.Reader.OpenConnectionAsync();
        await using var owner = await mirror.Database.OpenConnectionAsync();
        try
        {
            (await reader.QueryAsync("select name, purpose from shared.x_visit")).ShouldBeEmpty();
            (await RefusedAsync("select * from odoo.x_visit")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
        finally
        {
            await owner.ExecuteAsync("drop table odoo.x_visit cascade");
        }
    }

    [Fact]
    public async Task The_pipeline_is_that_of_the_API()
    {
        var api = await ListAsync("/api/opportunities?status=all", "opportunities");
        await using var reader = await world.Reader.OpenConnectionAsync();
        var rows = (await reader.QueryAsync("select * from odoo.v_opportunity")).ToDictionary(row => (long)row.id);

        rows.Keys.Order().ShouldBe(api.Keys.Order());
        foreach (var (id, one) in api)
        {
            var row = rows[id];
            ((decimal?)row.value).ShouldBe(Number(one, "value"));
            ((decimal?)row.weighted_value).ShouldBe(Number(one, "weighted_value"));
            ((string?)row.stage, (string?)row.salesperson, (string?)row.account_name, (string?)row.currency, (string?)row.team)
                .ShouldBe((Text(one, "stage"), Text(one, "salesperson"), Text(one, "account_name"), Text(one, "currency"), Text(one, "team")));
        }
    }

    [Fact]
    public async Task Receivables_are_those_of_the_API_with_the_same_sums()
    {
        var api = await ListAsync("/api/receivables", "invoices");
        var summary = (await (await EverythingAsync()).GetAsync("/api/receivables"))["summary"];
        await using var reader = await world.Reader.OpenConnectionAsync();
        var rows = (await reader.QueryAsync("select * from odoo.v_receivable")).ToDictionary(row => (long)row.id);

        rows.Keys.Order().ShouldBe(api.Keys.Order());
        foreach (var (id, one) in api)
        {
            ((decimal)rows[id].amount_due, (decimal)rows[id].total_amount, (decimal)rows[id].amount_paid, (bool)rows[id].is_overdue)
                .ShouldBe((Number(one, "amount_due")!.Value, Number(one, "total_amount")!.Value, Number(one, "amount_paid")!.Value, one.GetProperty("is_overdue").GetBoolean()));
            ((string?)rows[id].customer_name, (string?)rows[id].currency).ShouldBe((Text(one, "customer_name"), Text(one, "currency")));
        }

        (await reader.ExecuteScalarAsync<decimal>(
            "select round(sum(v.company_due * coalesce(m.factor, 1)), 2) from odoo.v_receivable v left join shared.company_rate m using (connection_id, company_id)"))
            .ShouldBe(summary.GetProperty("total_receivables").GetDecimal());
        (await reader.ExecuteScalarAsync<long>("select count(*) from odoo.v_receivable where is_overdue")).ShouldBe(summary.GetProperty("overdue_count").GetInt64());
    }

    [Fact]
    public async Task Accounts_are_worth_what_the_API_says()
    {
        var api = await ListAsync("/api/accounts/real", "accounts");
        await using var reader = await world.Reader.OpenConnectionAsync();
        var rows = (await reader.QueryAsync("select * from odoo.v_account where active")).ToDictionary(row => (long)row.id);

        rows.Keys.Order().ShouldBe(api.Keys.Order());
        api.Values.ShouldContain(one => Number(one, "receivable") != 0);
        foreach (var (id, one) in api)
        {
            ((decimal)rows[id].pipeline_value, (decimal)rows[id].won_value, (decimal)rows[id].receivable)
                .ShouldBe((Number(one, "pipeline_value")!.Value, Number(one, "won_value")!.Value, Number(one, "receivable")!.Value), $"account {id}");
            ((long)rows[id].active_opportunities, (long)rows[id].total_opportunities)
                .ShouldBe((one.GetProperty("active_opportunities").GetInt64(), one.GetProperty("total_opportunities").GetInt64()));
            ((string?)rows[id].currency, (string?)rows[id].name).ShouldBe((Text(one, "currency"), Text(one, "name")));
        }
    }

    [Fact]
    public async Task The_serving_view_has_the_columns_that_its_clients_know_and_tells_what_was_deleted()
    {
        var id = (await mirror.Admin.PostAsync("/api/crm/leads", new { name = "Served", type = "opportunity", stage_id = 1 })).Expect(HttpStatusCode.Created).Id;
        await using var reader = await world.Reader.OpenConnectionAsync();
        var columns = await reader.QueryAsync<string>(
            "select attname from pg_attribute where attrelid = 'causeway.data_lake_serving'::regclass and attnum > 0 order by attnum");
        columns.ShouldBe(["entity_type", "serving_id", "data", "is_active", "deleted_at", "delete_reason", "source", "last_aggregated", "created_at", "updated_at"]);

        var one = await ServedAsync();
        ((bool)one.is_active, (object?)one.deleted_at, (string)one.source).ShouldBe((true, null, "odoo"));
        var data = JsonDocument.Parse((string)one.data).RootElement;
        (data.GetProperty("id").GetInt64(), data.GetProperty("name").GetString()).ShouldBe((id, "Served"));
        data.GetProperty("stage_id").GetProperty("name").GetString().ShouldNotBeNullOrEmpty();

        (await mirror.Admin.DeleteAsync($"/api/crm/leads/{id}")).Expect(HttpStatusCode.NoContent);

        one = await ServedAsync();
        ((bool)one.is_active, (string)one.delete_reason).ShouldBe((false, "deleted in Odoo"));
        ((object?)one.deleted_at).ShouldNotBeNull();
        (await reader.ExecuteScalarAsync<long>("select count(*) - count(distinct (entity_type, serving_id)) from causeway.data_lake_serving")).ShouldBe(0);

        async Task<dynamic> ServedAsync() => await reader.QuerySingleAsync(
            "select is_active, deleted_at, delete_reason, source, data::text as data from causeway.data_lake_serving where entity_type = 'opportunity' and serving_id = @id",
            new { id = id.ToString(CultureInfo.InvariantCulture) });
    }

    [Fact]
    public async Task A_role_that_is_not_a_reader_s_keeps_its_password_and_a_name_that_is_none_is_refused()
    {
        var readers = mirror.Get<SqlReaders>();

        (await Should.ThrowAsync<StartRefusedException>(() => readers.LetInAsync("causeway", default))).Message.ShouldContain("not one that was made here");
        (await Should.ThrowAsync<StartRefusedException>(() => readers.LetInAsync("bob; drop", default))).Message.ShouldContain("no name for a login");
        (await Should.ThrowAsync<StartRefusedException>(() => readers.ShutOutAsync("nobody_knows", default))).Message.ShouldContain("no SQL reader nobody_knows");
    }

    [Fact]
    public async Task A_login_is_made_and_taken_away_on_record_and_its_sessions_end_with_it()
    {
        var readers = mirror.Get<SqlReaders>();
        var login = $"{world.Login}_2";
        var (first, second) = (await readers.LetInAsync(login, default), await readers.LetInAsync(login, default));
        first.ShouldNotBe(second);
        await using var theirs = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(mirror.Database.ConnectionString) { Username = login });
        await using var session = await theirs.OpenConnectionAsync();
        (await session.ExecuteScalarAsync<string>("show transaction_read_only")).ShouldBe("on");
        (await session.ExecuteScalarAsync<long>("select count(*) from crm_lead")).ShouldBeGreaterThan(0, "the views come first on their search path");

        await readers.ShutOutAsync(login, default);

        await Should.ThrowAsync<NpgsqlException>(() => session.ExecuteScalarAsync<int>("select 1"));
        await Should.ThrowAsync<NpgsqlException>(async () => await theirs.OpenConnectionAsync());
        (await mirror.Admin.GetAsync($"/api/audit?action=sql_reader.change&target_id={login}"))["entries"].GetArrayLength().ShouldBe(3);
    }

    /// <summary>PostgreSQL's own verifier of a password, made again from its salt.</summary>
    [Fact]
    public async Task The_verifier_is_the_one_that_PostgreSQL_makes()
    {
        await using var owner = await mirror.Database.OpenConnectionAsync();
        await using var transaction = await owner.BeginTransactionAsync();
        await owner.ExecuteAsync("set local password_encryption = 'scram-sha-256'; create role verifier_of_scram password 'Tr0ub4dor'");
        var made = await owner.ExecuteScalarAsync<string>("select rolpassword from pg_authid where rolname = 'verifier_of_scram'");

        var parts = made!.Split('$', ':');
        ScramVerifier.Of("Tr0ub4dor", Convert.FromBase64String(parts[2]), int.Parse(parts[1], CultureInfo.InvariantCulture)).ShouldBe(made);
    }

    /// <summary>What the reader may select from.</summary>
    private async Task<List<string>> OpenAsync()
    {
        await using var reader = await world.Reader.OpenConnectionAsync();
        return (await reader.QueryAsync<string>(
            """
            select format('%I.%I', n.nspname, c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and has_table_privilege(c.oid, 'select')
            """)).AsList();
    }

    private async Task<string?> RefusedAsync(string statement)
    {
        await using var reader = await world.Reader.OpenConnectionAsync();
        await reader.ExecuteAsync("set default_transaction_read_only = off");
        try
        {
            await reader.ExecuteAsync(statement);
            return null;
        }
        catch (PostgresException failure)
        {
            return failure.SqlState;
        }
    }

    /// <summary>An administrator of every company in Odoo: who sees through the API all that a reader sees.</summary>
    private Task<Api> EverythingAsync() => mirror.SignInAsync(mirror.Odoo.Admin);

    private async Task<Dictionary<long, JsonElement>> ListAsync(string route, string collection)
    {
        var all = new Dictionary<long, JsonElement>();
        var api = await EverythingAsync();
        for (string? next = route + (route.Contains('?') ? "&" : "?") + "per_page=100", cursor = ""; cursor is not null;)
        {
            var page = (await api.GetAsync(next + (cursor.Length == 0 ? "" : $"&cursor={cursor}"), ("X-Connection", mirror.ConnectionId.ToString(CultureInfo.InvariantCulture)))).Expect(HttpStatusCode.OK);
            foreach (var record in page[collection].EnumerateArray())
                all[record.GetProperty("id").GetInt64()] = record;
            cursor = page["pagination"].GetProperty("next_cursor").GetString();
        }

        return all;
    }

    private static decimal? Number(JsonElement record, string member) => record.GetProperty(member) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null;

    private static string? Text(JsonElement record, string member) => record.GetProperty(member).GetString();
}
