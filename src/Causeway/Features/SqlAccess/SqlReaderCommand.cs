using System.CommandLine;
using Causeway.Features.Keys;
using Causeway.Mirror;
using Causeway.Platform;
using Causeway.Platform.Settings;
using Npgsql;

namespace Causeway.Features.SqlAccess;

/// <summary><c>causeway sql-reader</c>: lets people read the database with tools of their own, beside a running server or alone.</summary>
internal static class SqlReaderCommand
{
    public static Command Create()
    {
        var login = new Argument<string?>("login") { Description = "Whom to let in; a new password where they are in already. Left out: only the role is made.", Arity = ArgumentArity.ZeroOrOne };
        var remove = new Option<bool>("--remove") { Description = "Shut them out, and end their sessions." };
        var command = new Command("sql-reader", "Let people read the mirror with SQL, by views that hold no secret (docs/schema.md).") { login, remove };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(LoadedSettings.Load().OrRefuse(), parsed.GetValue(login), parsed.GetValue(remove), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CausewaySettings settings, string? login, bool remove, TextWriter output, CancellationToken cancellationToken)
    {
        await using var parts = await KeyParts.OpenAsync(settings, cancellationToken);
        await parts.Get<MirrorSchema>().EnsureAsync(cancellationToken);
        var readers = parts.Get<SqlReaders>();
        await output.WriteLineAsync((login, remove) switch
        {
            (null, true) => throw new StartRefusedException("Whom? causeway sql-reader <login> --remove"),
            (null, false) => $"The role {await readers.PrepareAsync(cancellationToken)} may read the views. causeway sql-reader <login> lets somebody in.",
            (_, true) => await ShutOutAsync(readers, login, cancellationToken),
            (_, false) => await LetInAsync(readers, login, parts.Get<NpgsqlDataSource>(), cancellationToken),
        });
        return 0;
    }

    private static async Task<string> ShutOutAsync(SqlReaders readers, string login, CancellationToken cancellationToken)
    {
        await readers.ShutOutAsync(login, cancellationToken);
        return $"{login} is shut out.";
    }

    private static async Task<string> LetInAsync(SqlReaders readers, string login, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var password = await readers.LetInAsync(login, cancellationToken);
        var place = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        return $"""
            {login} may read with SQL. The password, shown this once: {password}
              psql "host={place.Host} port={place.Port} dbname={place.Database} user={login}"
            They see every record of every shared connection: who may see what in the API does not hold for SQL.
            """;
    }
}
