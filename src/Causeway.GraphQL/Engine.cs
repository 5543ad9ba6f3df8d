using System.Text.Json;
using Causeway.GraphQL.Execution;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;
using Causeway.GraphQL.Validation;

namespace Causeway.GraphQL;

/// <summary>A request as a client sends it (section 6.1).</summary>
/// <param name="Query">The document.</param>
public sealed record GraphQLRequest(string Query)
{
    public string? OperationName { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Variables { get; init; }

    /// <summary>For the resolvers: who asks, for one.</summary>
    public object? Context { get; init; }
}

/// <summary>A request that may be executed: parsed, valid, within the limits.</summary>
public sealed record PreparedRequest(OperationRequest Operation)
{
    /// <summary>Which kind it is: a query may come by GET, a subscription answers a stream.</summary>
    public OperationType Kind => Operation.Operation.Operation;

    /// <summary>The same with values of root fields that have no resolver, by their response names; a <see cref="GraphQLException"/> for one that failed.</summary>
    public PreparedRequest With(IReadOnlyDictionary<string, object?> rootValues) => new(Operation with { RootValue = rootValues });
}

/// <summary>The whole way of a request: parsed and validated once for each text, estimated, executed.</summary>
public sealed class Engine(Schema schema, Limits? limits = null)
{
    private readonly Limits limits = limits ?? new Limits();
    private readonly DocumentCache documents = new();
    private readonly Executor executor = new(schema);

    public Schema Schema => schema;

    /// <summary>Prepares and executes a query or mutation.</summary>
    public async Task<ExecutionResult> ExecuteAsync(GraphQLRequest request, CancellationToken cancellationToken)
    {
        var (prepared, refused) = Prepare(request);
        return refused ?? await ExecuteAsync(prepared!, cancellationToken);
    }

    /// <summary>Executes what was prepared.</summary>
    public Task<ExecutionResult> ExecuteAsync(PreparedRequest prepared, CancellationToken cancellationToken) => executor.ExecuteAsync(prepared.Operation, cancellationToken);

    /// <summary>What a prepared operation selects of its root.</summary>
    /// <exception cref="GraphQLException">An argument has no value.</exception>
    public IReadOnlyList<SelectedField> Selections(PreparedRequest prepared) => executor.Selections(prepared.Operation);

    /// <summary>Opens a prepared subscription.</summary>
    /// <exception cref="GraphQLException">It cannot be opened.</exception>
    public IAsyncEnumerable<ExecutionResult> Subscribe(PreparedRequest prepared, CancellationToken cancellationToken) => executor.Subscribe(prepared.Operation, cancellationToken);

    /// <summary>Either what can be executed, or the response that says why it cannot.</summary>
    public (PreparedRequest? Prepared, ExecutionResult? Refused) Prepare(GraphQLRequest request)
    {
        var (document, errors) = documents.Find(request.Query, Check);
        if (document is null)
            return (null, ExecutionResult.Refused(errors));
        try
        {
            var operation = OperationRequest.Find(document, request.OperationName) with { Variables = request.Variables, Context = request.Context };
            var variables = Variables.Coerce(schema, document, operation.Operation, request.Variables);
            return new Estimator(schema, document, variables).Of(operation.Operation).Refusal(limits) is { } refusal
                ? (null, ExecutionResult.Refused(new GraphQLError(refusal)))
                : (new PreparedRequest(operation), null);
        }
        catch (GraphQLException exception)
        {
            return (null, ExecutionResult.Refused(exception.Error));
        }
    }

    private CheckedDocument Check(string text)
    {
        try
        {
            var document = Parser.Parse(text, limits.Parse);
            var errors = Validator.Validate(schema, document);
            return errors.Count == 0 ? new CheckedDocument(document, []) : new CheckedDocument(null, errors);
        }
        catch (GraphQLException exception)
        {
            return new CheckedDocument(null, [exception.Error]);
        }
    }
}
