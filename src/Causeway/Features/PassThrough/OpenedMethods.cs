using System.Globalization;
using System.Text.Json;
using Causeway.Platform.Audit;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Features.PassThrough;

/// <summary>Which of Odoo's writing methods may be called, by model.</summary>
internal sealed record MethodsBody(Dictionary<string, string[]> Methods);

/// <param name="Reading">Allowed for every model.</param>
/// <param name="Methods">Opened besides, by model.</param>
internal sealed record MethodsAnswer(IReadOnlyList<string> Reading, IReadOnlyDictionary<string, string[]> Methods);

/// <summary>The writing methods that an administrator opened, connection by connection.</summary>
internal sealed class OpenedMethods(NpgsqlDataSource database, AuditLog audit)
{
    private const int MostModels = 100;
    private const int MostMethods = 100;

    public async Task<MethodsAnswer> FindAsync(int connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var json = await db.ExecuteScalarAsync<string>(new CommandDefinition(
            "select pass_through::text from causeway.connection where id = @connectionId", new { connectionId }, cancellationToken: cancellationToken));
        return new MethodsAnswer(CallRules.Reading, JsonSerializer.Deserialize<Dictionary<string, string[]>>(json ?? "{}")!);
    }

    public async Task<bool> HasAsync(int connectionId, string model, string method, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return await db.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select pass_through -> @model ? @method from causeway.connection where id = @connectionId",
            new { connectionId, model, method }, cancellationToken: cancellationToken));
    }

    public async Task<MethodsAnswer> SetAsync(int connectionId, MethodsBody body, CancellationToken cancellationToken)
    {
        var methods = Checked(body);
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        await db.ExecuteAsync(new CommandDefinition(
            "update causeway.connection set pass_through = @methods::jsonb where id = @connectionId",
            new { connectionId, methods = JsonSerializer.Serialize(methods) }, cancellationToken: cancellationToken));
        await audit.AppendAsync(db, new AuditEntry(AuditAction.PassThroughChange)
        {
            ConnectionId = connectionId,
            TargetType = "connection",
            TargetIds = [connectionId.ToString(CultureInfo.InvariantCulture)],
            Detail = new Dictionary<string, object?> { ["methods"] = methods },
        }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new MethodsAnswer(CallRules.Reading, methods);
    }

    /// <summary>Models with what is open of them, in order; one without methods is left out.</summary>
    private static SortedDictionary<string, string[]> Checked(MethodsBody body)
    {
        var (errors, methods) = (new FieldErrors(), new SortedDictionary<string, string[]>(StringComparer.Ordinal));
        if (body.Methods.Count > MostModels || body.Methods.Values.Any(names => names.Length > MostMethods))
            errors.Add("methods", $"may have {MostModels} models with {MostMethods} methods each.");
        foreach (var (model, names) in body.Methods)
        {
            if (!CallRules.IsModel(model))
                errors.Add("methods", $"{model} is not the name of a model.");
            foreach (var name in names.Where(name => !CallRules.MayBeOpened(name)))
                errors.Add($"methods.{model}", CallRules.Reading.Contains(name) ? $"{name} is open already." : $"{name} cannot be opened: it is private, hands out other rights, or is no name of a method.");
            if (names.Length > 0)
                methods[model] = [.. names.Distinct().Order(StringComparer.Ordinal)];
        }

        return errors.Any ? throw new ProblemException(errors.Problem) : methods;
    }
}
