using System.Reflection;
using System.Text.Json;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Causeway.Mirror.Writes;
using Causeway.Odoo;
using Causeway.Platform.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Npgsql;

namespace Causeway.Features.Activities;

/// <summary>Plans an activity about a record that its maker sees.</summary>
internal sealed class CreateActivity(NpgsqlDataSource database, OdooClients clients, ActivityQueries queries, RecordWrites writes) : IEndpointParameterMetadataProvider
{
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => RecordWrites.PopulateMetadata(parameter, builder);

    public async Task<IResult> HandleAsync(JsonElement body, Viewer viewer, CancellationToken cancellationToken)
    {
        var values = WriteBody.ForCreate(body, ActivityFields.ForCreate, []);
        var (model, id) = ((string)values["res_model"]!, (long)values["res_id"]!);
        if (!await IsVisibleAsync(viewer, model, id, cancellationToken))
            return Problems.Invalid("res_id", $"is not a record of {model} that you may see.");
        if (await FindModelAsync(viewer.Connection, model, cancellationToken) is not { } modelId)
            return Problems.Invalid("res_model", "is not a model of this Odoo.");
        // Odoo takes the model by its row alone, and derives the name from that.
        values.Remove("res_model");
        values["res_model_id"] = modelId;
        return await writes.CreateAsync(queries.One(viewer), values, created => $"/api/activities/{created}", cancellationToken);
    }

    private async Task<bool> IsVisibleAsync(Viewer viewer, string model, long id, CancellationToken cancellationToken)
    {
        if (ActivitySubject.Find(viewer, model, id) is not { } statement)
            return viewer.SeesEverybody;
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var command = statement.ToCommand(db);
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private async Task<long?> FindModelAsync(OdooConnection connection, string model, CancellationToken cancellationToken)
    {
        var found = await clients.For(connection).SearchAsync("ir.model", OdooDomain.Where("model", "=", model), new OdooQuery { Limit = 1 }, cancellationToken);
        return found.Length == 0 ? null : found[0];
    }
}
