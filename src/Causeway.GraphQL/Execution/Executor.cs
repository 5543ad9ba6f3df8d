using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Execution;

/// <summary>Executes validated documents (section 6).</summary>
public sealed class Executor(Schema schema)
{
    /// <summary>Executes a query or mutation.</summary>
    /// <param name="request">The document and which of its operations, with its variables; it has passed validation.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ExecutionResult> ExecuteAsync(OperationRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var state = Begin(request);
            return await RunAsync(state, request.Operation, request.RootValue, cancellationToken);
        }
        catch (GraphQLException exception)
        {
            return ExecutionResult.Refused(exception.Error);
        }
    }

    /// <summary>What an operation selects of its root: for an application that prepares the values of several fields at once.</summary>
    /// <exception cref="GraphQLException">An argument has no value.</exception>
    public IReadOnlyList<SelectedField> Selections(OperationRequest request) =>
        Begin(request).Collector.Select(schema.Root(request.Operation.Operation)!, request.Operation.SelectionSet);

    /// <summary>Opens a subscription: one response for each of its events (section 6.2.3).</summary>
    /// <exception cref="GraphQLException">It cannot be opened.</exception>
    public IAsyncEnumerable<ExecutionResult> Subscribe(OperationRequest request, CancellationToken cancellationToken)
    {
        var state = Begin(request);
        var field = state.Collector.Collect(schema.Subscription!, request.Operation.SelectionSet).Single();
        var definition = schema.Field(schema.Subscription!, field.First.Name)!;
        if (definition.Subscribe is not { } subscribe)
            throw new GraphQLException($"{definition.Name} has no events to subscribe to.");
        var context = new FieldContext(state, schema.Subscription!, request.RootValue, field, definition, new ResponsePath(null, field.ResponseName));
        return MapAsync(subscribe(context, cancellationToken), request, cancellationToken);
    }

    private async IAsyncEnumerable<ExecutionResult> MapAsync(
        IAsyncEnumerable<object?> events, OperationRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var happened in events.WithCancellation(cancellationToken))
            yield return await RunAsync(Begin(request), request.Operation, happened, cancellationToken);
    }

    private ExecutionState Begin(OperationRequest request) =>
        new(schema, request.Document, Variables.Coerce(schema, request.Document, request.Operation, request.Variables), request.Context);

    private async Task<ExecutionResult> RunAsync(ExecutionState state, OperationDefinition operation, object? rootValue, CancellationToken cancellationToken)
    {
        var root = schema.Root(operation.Operation)!;
        var fields = state.Collector.Collect(root, operation.SelectionSet);
        var data = await new FieldExecutor(state, cancellationToken).FieldsAsync(root, rootValue, fields, null, isSerial: operation.Operation == OperationType.Mutation);
        return new ExecutionResult(state.Errors) { HasData = true, Data = data as ResponseObject };
    }
}
