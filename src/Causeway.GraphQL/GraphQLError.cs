using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Causeway.GraphQL;

/// <summary>A place in a document, both counted from 1.</summary>
public readonly record struct SourceLocation(
    [property: JsonPropertyName("line")] int Line,
    [property: JsonPropertyName("column")] int Column)
{
    /// <summary>Finds the line and column of an offset; CR, LF and CR LF each end a line (section 2.1.2).</summary>
    public static SourceLocation Of(string source, int offset)
    {
        var (line, start) = (1, 0);
        for (var i = 0; i < Math.Min(offset, source.Length); i++)
        {
            if (source[i] == '\n' || (source[i] == '\r' && !(i + 1 < source.Length && source[i + 1] == '\n')))
                (line, start) = (line + 1, i + 1);
        }

        return new SourceLocation(line, offset - start + 1);
    }
}

/// <summary>One entry of <c>errors</c> in a response (section 7.1.6).</summary>
/// <param name="Message">What went wrong, for the developer who wrote the query.</param>
public sealed record GraphQLError(string Message)
{
    /// <summary>Where in the document; empty where no place can be named.</summary>
    public ImmutableArray<SourceLocation> Locations { get; init; } = [];

    /// <summary>The response position of the field that failed, as response names and list indexes; null for request errors.</summary>
    public ImmutableArray<object>? Path { get; init; }

    /// <summary>Further entries for clients, such as <c>code</c>.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <summary>An error at some offsets of a document.</summary>
    public static GraphQLError At(string message, string source, params IEnumerable<int> offsets) =>
        new(message) { Locations = [.. offsets.Select(offset => SourceLocation.Of(source, offset))] };
}

/// <summary>Ends a request, or a field's execution, with an error that its client may read.</summary>
public sealed class GraphQLException(GraphQLError error, Exception? inner = null) : Exception(error.Message, inner)
{
    /// <summary>An error without a place; execution adds the path of the field that threw it.</summary>
    public GraphQLException(string message) : this(new GraphQLError(message))
    {
    }

    /// <summary>What the client is told.</summary>
    public GraphQLError Error => error;
}
