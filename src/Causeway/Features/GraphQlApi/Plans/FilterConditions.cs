using System.Globalization;
using System.Text.Json;
using Causeway.GraphQL;
using Causeway.Mirror.Records;
using Causeway.Mirror.Records.Any;

namespace Causeway.Features.GraphQlApi.Plans;

/// <summary>
/// Filters in the grammar of <c>/records</c>: operators by field, joined by and; with <c>and</c>, <c>or</c> and <c>not</c> besides.
/// </summary>
internal sealed class FilterConditions(IReadOnlyDictionary<string, RecordField> fields)
{
    /// <summary>More make PostgreSQL plan for longer than it reads.</summary>
    private const int Most = 200;

    private int count;

    /// <summary>One condition that holds where all of the filter does.</summary>
    public Condition Read(IReadOnlyDictionary<string, object?> filter)
    {
        var conditions = filter.SelectMany(entry => Read(entry.Key, entry.Value)).ToList();
        if ((count += conditions.Count) > Most)
            throw new GraphQLException($"The filter has more than {Most} conditions. A list of values is one: use in.");
        return sql => conditions.ForEach(condition => condition(sql));
    }

    private IEnumerable<Condition> Read(string name, object? value) => (name, value) switch
    {
        ("and", object?[] all) => all.Select(Filter).ToList(),
        ("or", object?[] some) => [Any(some.Select(Filter).ToList())],
        ("not", _) => [Not(Filter(value))],
        _ => OfField(name, value),
    };

    private Condition Filter(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> filter => Read(filter),
        _ => throw new GraphQLException("Each part of a filter must be an object of fields."),
    };

    private static Condition Any(List<Condition> some) => sql =>
    {
        sql.Append($" and (false");
        foreach (var condition in some)
        {
            sql.Append($" or (true");
            condition(sql);
            sql.Append($")");
        }

        sql.Append($")");
    };

    /// <summary>What a comparison with nothing leaves open does not hold, and is among what is not so.</summary>
    private static Condition Not(Condition condition) => sql =>
    {
        sql.Append($" and (true");
        condition(sql);
        sql.Append($") is not true");
    };

    private IEnumerable<Condition> OfField(string name, object? value)
    {
        if (!fields.TryGetValue(name, out var field))
            throw new GraphQLException($"filter.{name} is not a field of this model.");
        // A bare value means that the field equals it.
        var operators = value as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?> { ["eq"] = value };
        return operators.Select(part => OfOperator(field, part.Key, part.Value)).ToList();
    }

    private static Condition OfOperator(RecordField field, string op, object? value)
    {
        if (value is null && op is "eq" or "ne" && value is null)
            (op, value) = ("null", op == "eq");
        var texts = value is object?[] list && op == "in" ? list.Select(Text).ToArray() : [Text(value)];
        return RecordFilters.Parse(field, op, texts!, out var error) ?? throw new GraphQLException($"filter.{field.Name}.{op}: {error}");

        string Text(object? item) => item switch
        {
            null => throw new GraphQLException($"filter.{field.Name}.{op} must not be null."),
            string text => text,
            bool flag => flag ? "true" : "false",
            JsonElement { ValueKind: JsonValueKind.String } json => json.GetString()!,
            JsonElement json => json.GetRawText(),
            double number => ((decimal)number).ToString(CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => JsonSerializer.Serialize(item),
        };
    }
}
