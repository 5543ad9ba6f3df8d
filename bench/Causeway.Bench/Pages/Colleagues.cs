using System.Globalization;
using Causeway.Odoo;
using Causeway.Platform.Access;
using Causeway.Platform.Access.Passwords;
using Causeway.Platform.Database;
using Dapper;

namespace Causeway.Bench.Pages;

/// <summary>
/// A company of 200 who share its leads: teams of ten, a manager for every two of them, and each leads a small team of their own,
/// so that no two see the same and none is given what was read for another.
/// </summary>
internal static class Colleagues
{
    public const string Password = "a walk along the causeway";

    private const int Many = 200;
    private const int TeamSize = 10;

    /// <summary>In Odoo; their logins.</summary>
    public static async Task<IReadOnlyList<string>> HireAsync(OdooOptions options, CancellationToken cancellationToken)
    {
        using var http = OdooClient.CreateHttpClient();
        using var odoo = new OdooClient(options, http);
        string[] logins = [.. Enumerable.Range(0, Many).Select(person => $"colleague.{Text(person)}")];
        var people = await CreateAsync(odoo, "res.users", logins.Select(login => Values(("name", login), ("login", login))), cancellationToken);
        var teams = await CreateAsync(odoo, "crm.team", Enumerable.Range(0, Many / TeamSize).Select(team => Values(("name", $"Team {Text(team)}"), ("user_id", people[Manager(team)]))), cancellationToken);
        await CreateAsync(odoo, "crm.team.member", people.Select((person, at) => Values(("crm_team_id", teams[at / TeamSize]), ("user_id", person))), cancellationToken);
        await CreateAsync(odoo, "crm.team", people.Select(person => Values(("name", $"Led by {Text(person)}"), ("user_id", person))), cancellationToken);
        var leads = await odoo.SearchAsync("crm.lead", OdooDomain.All, new OdooQuery { Order = "id" }, cancellationToken);
        for (var at = 0; at < Many; at++)
        {
            long[] theirs = [.. leads.Where((_, lead) => lead % Many == at)];
            await odoo.WriteAsync("crm.lead", theirs, Values(("user_id", people[at]), ("team_id", teams[at / TeamSize])), null, cancellationToken);
        }

        return logins;
    }

    /// <summary>Their accounts in Causeway, which a program would have to sign in to Odoo for.</summary>
    public static async Task AddAccountsAsync(string connectionString, IReadOnlyList<string> logins, CancellationToken cancellationToken)
    {
        await using var database = DataSources.Create(connectionString);
        var users = new UserTable(database, TimeProvider.System);
        var hash = new PasswordHashes().Hash(Password);
        foreach (var (at, login) in logins.Index())
        {
            var role = at % (2 * TeamSize) == 0 ? Role.Manager : Role.Member;
            await users.TryAddLocalAsync(new NewLocalUser { Username = login, FullName = login, Role = role, ApprovalStatus = ApprovalStatus.Approved, PasswordHash = hash }, cancellationToken);
        }

        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await db.ExecuteAsync(
            """
            update causeway.app_user u
            set connection_id = r.connection_id, odoo_user_id = r.id
            from odoo.res_users r
            where r.login = u.username and u.username = any(@logins)
            """,
            new { logins });
    }

    private static int Manager(int team) => team / 2 * 2 * TeamSize;

    private static async Task<long[]> CreateAsync(OdooClient odoo, string model, IEnumerable<IReadOnlyDictionary<string, object?>> values, CancellationToken cancellationToken) =>
        await odoo.CreateManyAsync(model, [.. values], null, cancellationToken);

    private static Dictionary<string, object?> Values(params IEnumerable<(string Name, object? Value)> values) =>
        values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
