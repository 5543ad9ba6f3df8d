using System.Net.Http.Json;
using Causeway.Tests.Infrastructure;

namespace Causeway.Tests.Platform.Access.Matrix;

/// <summary>One operation of the OpenAPI document.</summary>
internal sealed record Operation(string Id, string Method, string Path);

/// <summary>What an operation is asked with: enough to get past the question of who may, and to do no harm to the others.</summary>
internal sealed class MatrixRequests(MatrixWorld world)
{
    private static readonly object Nowhere = new { url = "ftp://nowhere", database = "x", username = "x", api_key = "x" };

    /// <summary>Operations that end the caller's own sign-in, or make another of it: each caller signs in anew for them.</summary>
    public static bool EndsSignIn(Operation operation) => operation.Id is "Refresh" or "EndSession" or "LogOut";

    public async Task<int> StatusAsync(Operation operation, Api caller)
    {
        var path = await PathAsync(operation);
        if (operation.Id == "FollowChanges")
        {
            using var stream = await caller.FollowAsync(path);
            return (int)stream.StatusCode;
        }

        return (await caller.SendAsync(new HttpMethod(operation.Method), path, Content(operation.Id))).Code;
    }

    private async Task<string> PathAsync(Operation operation)
    {
        var path = operation.Path
            .Replace("{sync_id}", world.SyncId, StringComparison.Ordinal)
            .Replace("{model}", "crm.lead", StringComparison.Ordinal)
            .Replace("{method}", "search_count", StringComparison.Ordinal)
            .Replace("{token}", "a-guess", StringComparison.Ordinal);
        return path.Replace("{id}", await IdAsync(operation), StringComparison.Ordinal) + operation.Id switch { "PurgeRecord" => "?purge=true", "Search" => "?q=a", _ => "" };
    }

    private async Task<string> IdAsync(Operation operation) => operation switch
    {
        { Id: "RevokeApiToken" or "UpdateUser" or "ConfirmOdooProposal" or "RefuseOdooProposal" or "LinkOdooUser" or "UnlinkOdooUser" } => $"{Guid.Empty}",
        { Id: "DeleteConnection" } => $"{await world.AddConnectionAsync()}",
        { Id: "GetView" or "UpdateView" or "DeleteView" } => await world.AddViewAsync(),
        { Id: "DeleteTask" } => await world.AddTaskAsync(),
        _ when operation.Path.StartsWith("/api/tasks", StringComparison.Ordinal) => world.TaskOfA,
        { Id: "ConvertLead" } => $"{await world.AddLeadAsync("lead")}",
        { Id: "DeleteLead" } => $"{await world.AddLeadAsync()}",
        { Id: "GetContact" or "UpdateContact" or "GetAccount" or "GetAccountHistory" or "UpdateAccount" } => $"{world.Contact}",
        { Id: "GetProduct" } => "1",
        { Id: "GetActivity" or "UpdateActivity" } => $"{world.ActivityOfA}",
        { Id: "DeleteActivity" or "FinishActivity" } => $"{await world.AddActivityAsync()}",
        { Id: "GetInvoice" } => $"{world.InvoiceOfA}",
        _ when operation.Path.StartsWith("/api/connections", StringComparison.Ordinal) => $"{world.Mirror.ConnectionId}",
        _ when operation.Path.StartsWith("/api/integrations", StringComparison.Ordinal) => "999999",
        _ => $"{world.LeadOfA}",
    };

    private HttpContent? Content(string operation) => operation switch
    {
        "SignInByForm" => new FormUrlEncodedContent([]),
        "SignInByOdoo" or "SignInLocally" or "SignInWithMicrosoft" or "ConfigureMicrosoft" or "Register" or "UpdateMe" or "UpdateUser" or "LoseLead" or "TriggerSync"
            or "SaveOdooCredentials" or "TestOdooCredentials" => JsonContent.Create(new { }),
        "ChangeMyPassword" => JsonContent.Create(new { old_password = "not the one", new_password = "an altogether other one" }),
        "CreateApiToken" => JsonContent.Create(new { name = "matrix", scopes = new[] { "read" } }),
        "LinkOdooUser" => JsonContent.Create(new { odoo_user_id = world.Mirror.Odoo.Admin.Id }),
        "AddConnection" or "ConfigureOdoo" => JsonContent.Create(Nowhere),
        "ChangeConnection" => JsonContent.Create(new { name = "Odoo" }),
        "VerifyMirror" => JsonContent.Create(new { full = false }),
        "DecideOdooDatabase" => JsonContent.Create(new { action = "nonsense" }),
        "ReceiveWebhook" or "ReceiveWebhookBySecretPath" => JsonContent.Create(new { model = "crm.lead", action = "write", record_ids = new[] { 1 } }),
        "InstallWebhooks" => JsonContent.Create(new { base_url = "nonsense" }),
        "CreateLead" => JsonContent.Create(new { name = "Made by the matrix" }),
        "UpdateOpportunity" => JsonContent.Create(new { probability = 30 }),
        "ChangeLeads" => JsonContent.Create(new { ids = new[] { world.LeadOfA }, set = new { priority = "1" } }),
        "AddLeadNote" => JsonContent.Create(new { text = "By the matrix" }),
        "UpdateLead" => JsonContent.Create(new { priority = "1" }),
        "CreateTask" => JsonContent.Create(world.NewTask),
        "UpdateTask" => JsonContent.Create(new { priority = "1" }),
        "SetTaskStatus" => JsonContent.Create(new { status = "open" }),
        "SetTaskStatuses" => JsonContent.Create(new { ids = new[] { world.TaskOfA }, status = "open" }),
        "CreateContact" or "CreateOpportunity" => JsonContent.Create(new { name = "Made by the matrix" }),
        "UpdateContact" or "UpdateAccount" => JsonContent.Create(new { city = "Utrecht" }),
        "CreateActivity" => JsonContent.Create(new { res_model = "crm.lead", res_id = world.LeadOfA }),
        "UpdateActivity" => JsonContent.Create(new { summary = "Changed by the matrix" }),
        "SetOpenedMethods" => JsonContent.Create(new { methods = new { } }),
        "CallOdoo" => JsonContent.Create(new { args = new[] { Array.Empty<object>() } }),
        "CreateView" => JsonContent.Create(new { name = $"{Guid.NewGuid()}", resource = "leads" }),
        "UpdateView" => JsonContent.Create(new { filters = new { stage = "new" } }),
        "MoveOpportunity" => JsonContent.Create(new { stage_id = 2 }),
        _ => null,
    };
}
