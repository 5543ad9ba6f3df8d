using System.Net.Http.Json;
using System.Text.Json;
using Causeway.Bench.Processes;
using Causeway.Platform.Database;
using Causeway.Platform.Database.Private;
using Dapper;

namespace Causeway.Bench.SignIn;

/// <summary>Logins that are refused for the same reason.</summary>
internal sealed record Kind(string Name, string[] Logins);

/// <summary>Makes who is refused in each way; their names are alike.</summary>
internal static class People
{
    public static async Task<IReadOnlyList<Kind>> MakeAsync(ServerProcess server, SignInDesk desk, string directory, int each, CancellationToken cancel)
    {
        Kind[] kinds = [Of("unknown name", "nobody"), Of("wrong password", "member"), Of("disabled user", "former"), Of("only by Odoo", "seller")];
        foreach (var login in kinds[1].Logins.Concat(kinds[2].Logins))
            await desk.RegisterAsync(login, cancel);
        await DisableAsync(server, kinds[2].Logins, cancel);
        await AddByOdooAsync(directory, kinds[3].Logins, cancel);
        return kinds;

        Kind Of(string name, string stem) => new(name, [.. Enumerable.Range(0, each).Select(i => $"{stem}-{i}")]);
    }

    private static async Task DisableAsync(ServerProcess server, string[] logins, CancellationToken cancel)
    {
        var list = await server.Http.GetFromJsonAsync<JsonElement>("/api/auth/users?per_page=100", cancel);
        foreach (var user in list.GetProperty("users").EnumerateArray().Where(user => logins.Contains(user.GetProperty("username").GetString())))
        {
            using var answer = await server.Http.PatchAsJsonAsync($"/api/auth/users/{user.GetProperty("id").GetString()}", new { is_active = false }, cancel);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>As they stand in the table after a first sign-in by Odoo, which none is needed for here.</summary>
    private static async Task AddByOdooAsync(string directory, string[] logins, CancellationToken cancel)
    {
        await using var database = DataSources.Create(ConnectionStrings.WithDefaults(ConnectionStrings.Parse((await PrivatePostgres.FindRunningAsync(directory, cancel))!)));
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.app_user (id, username, email, full_name, approval_status, auth_provider, connection_id, odoo_user_id, odoo_login, odoo_link_proved, created_at, updated_at)
            select gen_random_uuid(), login, login || '@example.com', login, 'approved', 'odoo', 1, place, login, true, now(), now()
            from unnest(@logins) with ordinality as seller (login, place)
            """,
            new { logins },
            cancellationToken: cancel));
    }
}
