using Causeway.Features.GraphQlApi.Http;
using Causeway.Features.GraphQlApi.Operations;
using Causeway.Features.GraphQlApi.Plans;
using Causeway.GraphQL;
using Causeway.GraphQL.Execution;
using Causeway.GraphQL.Language;
using Causeway.Mirror.Records;
using Causeway.Platform.Access.ApiTokens;
using Causeway.Platform.Http;
using Causeway.Platform.Settings;
using Npgsql;

namespace Causeway.Features.GraphQlApi;

/// <summary>The way of a request: its document found, checked, held to what its caller may do, read as one statement, answered.</summary>
internal sealed class GraphQlRequests(NpgsqlDataSource database, PersistedDocuments documents, MoneyRates rates, CausewaySettings settings, TimeProvider time)
{
    private const string Invalid = "22";

    /// <summary>How long a query may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>What can be executed, or the response that says why nothing can.</summary>
    public async Task<(PreparedRequest? Prepared, ExecutionResult? Refused)> PrepareAsync(GraphQlContext context, GraphQlParameters parameters, CancellationToken cancellationToken)
    {
        if (parameters is { Query: { } sent, Hash: { } claimed } && PersistedDocuments.Hash(sent) != claimed)
            throw new MalformedRequestException("The hash is not that of the document.");
        if ((parameters.Query ?? await FindAsync(parameters.Hash, cancellationToken)) is not { } document)
            return (null, ExecutionResult.Refused(Faults.Of("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND").Error));
        var (prepared, refused) = context.Schema.Engine.Value.Prepare(new GraphQLRequest(document)
        {
            OperationName = parameters.OperationName,
            Variables = parameters.Variables,
            Context = context,
        });
        if (prepared is not null && parameters is { Query: not null, Hash: { } hash })
            await documents.SaveAsync(hash, document, context.Caller.AuditName, cancellationToken);
        return (prepared, refused);
    }

    /// <summary>Why the caller may not execute it; null where they may.</summary>
    public static Problem? Refusal(GraphQlContext context, PreparedRequest prepared)
    {
        if (prepared.Kind == OperationType.Mutation && context.Caller.Scopes is { } scopes && ScopeRules.Refusal(scopes, Reach.Write) is { } refusal)
            return Problems.Forbidden(refusal.Reason);
        return prepared.Kind != OperationType.Query && HttpMethods.IsGet(context.Http.Request.Method) && !RequestTime.IsOpenEnded(context.Http)
            ? Problems.Of(StatusCodes.Status405MethodNotAllowed, "Method Not Allowed", "By GET, queries alone: send what changes something by POST.")
            : null;
    }

    /// <summary>Executes a query or mutation.</summary>
    public async Task<(ExecutionResult Result, Snapshot? Snapshot)> ExecuteAsync(GraphQlContext context, PreparedRequest prepared, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(prepared.Kind == OperationType.Query ? Patience : Timeout.InfiniteTimeSpan, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var (values, snapshot) = await ReadMirrorAsync(context, prepared, ending.Token);
            return (await context.Schema.Engine.Value.ExecuteAsync(prepared.With(values), ending.Token), snapshot);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return (ExecutionResult.Refused(TooSlow.Error), null);
        }
        catch (ProblemException exception)
        {
            return (ExecutionResult.Refused(Faults.Of(exception.Problem).Error), null);
        }
    }

    private static GraphQLException TooSlow => Faults.Of($"The query took longer than {Patience.TotalSeconds} seconds and was given up. Ask for less.", "TIMEOUT");

    private async Task<string?> FindAsync(string? hash, CancellationToken cancellationToken) => hash is null
        ? throw new MalformedRequestException("query is missing.")
        : await documents.FindAsync(hash, cancellationToken);

    /// <summary>Every field at the root that reads the mirror, by one statement.</summary>
    private async Task<(IReadOnlyDictionary<string, object?> Values, Snapshot? Snapshot)> ReadMirrorAsync(GraphQlContext context, PreparedRequest prepared, CancellationToken cancellationToken)
    {
        var fields = context.Schema.Engine.Value.Selections(prepared).Where(field => field.Definition.Plan is FieldPlan).ToList();
        if (fields.Count == 0)
            return (new Dictionary<string, object?>(), null);
        if (context.Viewer is not { } viewer)
            return (fields.ToDictionary(field => field.ResponseName, object? (_) => Faults.NoConnection), null);
        var statement = MirrorStatement.For(fields, await CompilationAsync(context, viewer, fields, cancellationToken));
        try
        {
            return (await statement.ReadAsync(database, Patience, cancellationToken), statement.Snapshot);
        }
        catch (NpgsqlException exception) when (Fault(exception) is { } fault)
        {
            return (fields.ToDictionary(field => field.ResponseName, object? (_) => fault), null);
        }
    }

    private async Task<Compilation> CompilationAsync(GraphQlContext context, Viewer viewer, IEnumerable<SelectedField> fields, CancellationToken cancellationToken) => new(
        viewer,
        context.Schema.Fields,
        NeedRates(fields) ? await rates.ReadAsync(viewer, cancellationToken) : null,
        DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))
    {
        ReadsEveryLead = settings.LeadRead == LeadRead.Connection,
    };

    private static bool NeedRates(IEnumerable<SelectedField> fields) => fields.Any(field => field.Definition.Plan is CurrencyPlan or ValuePlan { IsBusiness: true } or ValuePlan { IsConverted: true } || NeedRates(field.Parts()));

    /// <summary>What the client can mend; null for what only we can.</summary>
    private static GraphQLException? Fault(NpgsqlException exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => TooSlow,
        PostgresException { SqlState: PostgresErrorCodes.StatementTooComplex or PostgresErrorCodes.TooManyArguments or PostgresErrorCodes.TooManyColumns } => Faults.Of("The query is too large. Ask for less.", "TOO_LARGE"),
        PostgresException failure when failure.SqlState.StartsWith(Invalid, StringComparison.Ordinal) => Faults.Of("A value in the query is not one that its field can hold.", "BAD_REQUEST"),
        { InnerException: TimeoutException } => TooSlow,
        _ => null,
    };
}
