using System.Text.Json;

namespace Causeway.GraphQL.Execution;

/// <summary>A response (section 7.1).</summary>
/// <param name="Errors">What went wrong; empty where nothing did.</param>
public sealed record ExecutionResult(IReadOnlyList<GraphQLError> Errors)
{
    /// <summary>Whether execution began: only then is there <c>data</c>, even if null.</summary>
    public bool HasData { get; init; }

    /// <summary>The result; null where an error reached the root.</summary>
    public ResponseObject? Data { get; init; }

    public static ExecutionResult Refused(params IReadOnlyList<GraphQLError> errors) => new(errors);

    /// <summary>Writes it as JSON, errors first, as section 7.1 recommends.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (Errors.Count > 0)
        {
            json.WriteStartArray("errors");
            foreach (var error in Errors)
                ResponseWriter.Write(json, error);
            json.WriteEndArray();
        }

        if (HasData)
        {
            json.WritePropertyName("data");
            ResponseWriter.Write(json, Data);
        }

        json.WriteEndObject();
    }
}

/// <summary>
/// A field's whole part of the response, as whoever made it wrote it: with what was selected, under its response names, in
/// that order, and of the types of the schema. It is not looked at again.
/// </summary>
public sealed record CompletedJson(string Text);

/// <summary>An object of a response: its entries in the order in which they were selected.</summary>
public sealed class ResponseObject(int capacity)
{
    private readonly List<KeyValuePair<string, object?>> entries = new(capacity);

    public IReadOnlyList<KeyValuePair<string, object?>> Entries => entries;

    public object? this[string name] => entries.First(entry => entry.Key == name).Value;

    internal void Add(string name, object? value) => entries.Add(new(name, value));
}
