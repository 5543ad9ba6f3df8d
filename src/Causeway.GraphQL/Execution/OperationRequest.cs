using System.Text.Json;
using Causeway.GraphQL.Language;

namespace Causeway.GraphQL.Execution;

/// <summary>One execution of one operation.</summary>
/// <param name="Document">Where the operation and its fragments are.</param>
/// <param name="Operation">One of the document's operations.</param>
public sealed record OperationRequest(Document Document, OperationDefinition Operation)
{
    /// <summary>As the client sent them.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Variables { get; init; }

    /// <summary>The parent of the root fields.</summary>
    public object? RootValue { get; init; }

    /// <summary>For the resolvers: who asks, for one.</summary>
    public object? Context { get; init; }

    /// <summary>GetOperation (section 6.1): the named one, or the only one.</summary>
    /// <exception cref="GraphQLException">There is none of that name, or several and no name.</exception>
    public static OperationRequest Find(Document document, string? operationName)
    {
        var operations = document.Operations.ToList();
        if (operationName is null)
        {
            return operations.Count == 1
                ? new OperationRequest(document, operations[0])
                : throw new GraphQLException(operations.Count == 0 ? "The document has no operation." : "The document has several operations: name one in operationName.");
        }

        return operations.Find(operation => operation.Name == operationName) is { } found
            ? new OperationRequest(document, found)
            : throw new GraphQLException($"The document has no operation called {operationName}.");
    }
}
