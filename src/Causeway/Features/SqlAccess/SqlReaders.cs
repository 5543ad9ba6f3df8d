using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Causeway.Platform;
using Causeway.Platform.Audit;
using Causeway.Platform.Database;
using Dapper;
using Npgsql;

namespace Causeway.Features.SqlAccess;

/// <summary>
/// The role that may read the views, and the logins in it. The role is made when the first of them is asked for: until then
/// nobody but the database's owner reads anything.
/// </summary>
internal sealed partial class SqlReaders(NpgsqlDataSource database, SqlViews views, AuditLog audit)
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private const int PasswordLength = 32;

    /// <summary>Makes the role and lets it into the views; answers its name.</summary>
    /// <exception cref="StartRefusedException">The database's user may not make roles; the message has what an administrator runs.</exception>
    public async Task<string> PrepareAsync(CancellationToken cancellationToken)
    {
        await views.EnsureAsync(cancellationToken);
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var role = await RoleAsync(db, cancellationToken);
        if (await FindAsync(db, role, cancellationToken) is null)
            await ChangeAsync(db, $"create role {Sql.Name(role)} nologin", cancellationToken);
        await db.ExecuteAsync(new CommandDefinition("select causeway.open_to_readers()", cancellationToken: cancellationToken));
        return role;
    }

    /// <summary>Makes a login, or gives one of ours a new password; answers the password.</summary>
    /// <exception cref="StartRefusedException">The name is no reader's, or the database's user may not make roles.</exception>
    public async Task<string> LetInAsync(string login, CancellationToken cancellationToken)
    {
        var role = await PrepareAsync(cancellationToken);
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var known = await FindOursAsync(db, login, cancellationToken);
        var password = RandomNumberGenerator.GetString(Letters, PasswordLength);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        await ChangeAsync(
            db,
            $"{(known ? "alter" : "create")} role {Sql.Name(login)} login password {Sql.Literal(ScramVerifier.Of(password))}{(known ? "" : $" in role {Sql.Name(role)}")}",
            cancellationToken);
        await SetAsync(db, login, cancellationToken);
        await RecordAsync(db, login, "let_in", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return password;
    }

    /// <exception cref="StartRefusedException">There is no such reader.</exception>
    public async Task ShutOutAsync(string login, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        if (!await FindOursAsync(db, login, cancellationToken))
            throw new StartRefusedException($"There is no SQL reader {login}.");
        // A session goes on after its role has gone.
        await db.ExecuteAsync(new CommandDefinition(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = @login", new { login }, cancellationToken: cancellationToken));
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        await ChangeAsync(db, $"drop role {Sql.Name(login)}", cancellationToken);
        await RecordAsync(db, login, "shut_out", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>What a new session of theirs begins with. Rights decide; these are so that nobody disturbs the server by mistake.</summary>
    private static Task<int> SetAsync(NpgsqlConnection db, string login, CancellationToken cancellationToken)
    {
        var whose = $"alter role {Sql.Name(login)} in database {Sql.Name(db.Database)} set";
        return db.ExecuteAsync(new CommandDefinition(
            $"""
            {whose} search_path = shared, odoo, causeway;
            {whose} default_transaction_read_only = on;
            {whose} statement_timeout = '5min';
            {whose} idle_in_transaction_session_timeout = '5min';
            """,
            cancellationToken: cancellationToken));
    }

    private static async Task<string> RoleAsync(NpgsqlConnection db, CancellationToken cancellationToken) =>
        (await db.ExecuteScalarAsync<string>(new CommandDefinition("select causeway.reader_role()::text", cancellationToken: cancellationToken)))!;

    /// <summary>Whether the name is a reader's of ours; refused where it is somebody else's, whose password is not ours to change.</summary>
    private static async Task<bool> FindOursAsync(NpgsqlConnection db, string login, CancellationToken cancellationToken)
    {
        if (!LoginName().IsMatch(login))
            throw new StartRefusedException($"\"{login}\" is no name for a login: a letter, then letters, digits and underscores, all of them small, 63 at most.");
        return await FindAsync(db, login, cancellationToken) switch
        {
            null => false,
            true => true,
            false => throw new StartRefusedException($"{login} is a role of this PostgreSQL already, and not one that was made here. Choose another name."),
        };
    }

    /// <summary>Whether a role is in that of the readers and can do nothing else; null where there is no such role.</summary>
    private static Task<bool?> FindAsync(NpgsqlConnection db, string name, CancellationToken cancellationToken) =>
        db.ExecuteScalarAsync<bool?>(new CommandDefinition(
            """
            select not (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls)
              and coalesce((select array_agg(g.rolname) = array[causeway.reader_role()]
                from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid), false)
            from pg_roles r
            where r.rolname = @name
            """,
            new { name },
            cancellationToken: cancellationToken));

    private static async Task ChangeAsync(NpgsqlConnection db, string statement, CancellationToken cancellationToken)
    {
        try
        {
            await db.ExecuteAsync(new CommandDefinition(statement, cancellationToken: cancellationToken));
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            var role = await RoleAsync(db, cancellationToken);
            throw new StartRefusedException(
                $"""
                The user that Causeway has in this database may not make roles. Somebody who may runs
                  create role {Sql.Name(role)} nologin;
                then run this again without a name, and for each reader
                  create role <name> login password '...' in role {Sql.Name(role)};
                """,
                failure);
        }
    }

    private Task RecordAsync(NpgsqlConnection db, string login, string how, CancellationToken cancellationToken) => audit.AppendAsync(
        db,
        new AuditEntry(AuditAction.SqlReader) { TargetType = "sql_reader", TargetIds = [login], Detail = new Dictionary<string, object?> { ["how"] = how } },
        cancellationToken);

    [GeneratedRegex("\\A[a-z_][a-z0-9_]{0,62}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex LoginName();
}
