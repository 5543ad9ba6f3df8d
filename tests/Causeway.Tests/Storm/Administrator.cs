using System.Net;
using System.Text.Json;

namespace Causeway.Tests.Storm;

/// <summary>Who is asked where Causeway rather stops than guesses, and knows that it was only the storm.</summary>
internal sealed class Administrator(StormProcess server)
{
    /// <summary>What is gone is gone: it is no lost permission.</summary>
    public async Task ConfirmHoldsAsync()
    {
        if (await server.TrySendAsync(HttpMethod.Get, "/api/integrations/holds") is not { Status: HttpStatusCode.OK } holds)
            return;
        foreach (var hold in holds.Body.GetProperty("holds").EnumerateArray().Where(hold => hold.GetProperty("status").GetString() == "waiting"))
            await server.TrySendAsync(HttpMethod.Post, $"/api/integrations/holds/{hold.GetProperty("id")}/confirm");
    }

    /// <summary>A dump that was restored is the right database. Whether there was one to decide about.</summary>
    public async Task<bool> AcceptDatabaseAsync()
    {
        if (await server.TrySendAsync(HttpMethod.Get, "/api/integrations/odoo/database") is not { Status: HttpStatusCode.OK } database)
            return false;
        if (database.Body.GetProperty("stopped").ValueKind == JsonValueKind.Null)
            return false;
        await server.TrySendAsync(HttpMethod.Post, "/api/integrations/odoo/database", new { action = "read_again" });
        return true;
    }
}
