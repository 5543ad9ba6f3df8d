using System.Collections.Concurrent;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Execution;

/// <summary>What all fields of one execution share.</summary>
internal sealed class ExecutionState(Schema schema, Document document, IReadOnlyDictionary<string, object?> variables, object? request)
{
    private readonly ConcurrentQueue<GraphQLError> errors = new();

    public Schema Schema => schema;

    public object? Request => request;

    public IReadOnlyDictionary<string, object?> Variables => variables;

    public SelectionCollector Collector { get; } = new(schema, document, variables);

    public IReadOnlyList<GraphQLError> Errors => [.. errors];

    /// <summary>Notes a field error: its path and the fields that asked for it (section 7.1.6).</summary>
    public void Add(GraphQLError error, CollectedField field, ResponsePath path) => errors.Enqueue(error with
    {
        Locations = [.. field.Fields.Select(part => SourceLocation.Of(document.Source, part.Position))],
        Path = [.. path.Keys],
    });
}
