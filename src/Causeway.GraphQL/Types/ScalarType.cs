using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Causeway.GraphQL.Execution;
using Causeway.GraphQL.Language;

namespace Causeway.GraphQL.Types;

/// <summary>
/// A scalar (section 3.5). Values that come in are decoded .NET values (<see cref="InputValues"/>), values that go out are
/// what <see cref="System.Text.Json"/> writes. Each function answers null for what the scalar cannot be.
/// </summary>
public sealed class ScalarType(string name) : NamedType(name)
{
    /// <summary>Where its format is specified (<c>@specifiedBy</c>).</summary>
    public string? SpecifiedBy { get; init; }

    /// <summary>From a literal of a document.</summary>
    public required Func<Value, object?> Parse { get; init; }

    /// <summary>From a variable's JSON, which is never null.</summary>
    public required Func<JsonElement, object?> Read { get; init; }

    /// <summary>To a response; a resolver's JSON is read first.</summary>
    public required Func<object, object?> Write { get; init; }

    public static ScalarType Int { get; } = new("Int")
    {
        Description = "A whole number of 32 bits.",
        Parse = literal => literal is IntValue number && int.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null,
        Read = json => json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var value) ? WholeNumber(value) : null,
        Write = value => value switch
        {
            int number => number,
            bool flag => flag ? 1 : 0,
            string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? WholeNumber(number) : null,
            IConvertible number => WholeNumber(number.ToDouble(CultureInfo.InvariantCulture)),
            _ => null,
        },
    };

    public static ScalarType Float { get; } = new("Float")
    {
        Description = "A number of double precision (IEEE 754).",
        Parse = literal => literal is IntValue or FloatValue ? Finite(NumberOf(literal)) : null,
        Read = json => json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var value) ? Finite(value) : null,
        Write = value => value switch
        {
            decimal number => number,
            bool flag => flag ? 1 : 0,
            string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Finite(number) : null,
            IConvertible number => Finite(number.ToDouble(CultureInfo.InvariantCulture)),
            _ => null,
        },
    };

    public static ScalarType String { get; } = new("String")
    {
        Description = "Text, as Unicode characters.",
        Parse = literal => literal is StringValue text ? text.Text : null,
        Read = json => json.ValueKind == JsonValueKind.String ? json.GetString() : null,
        Write = value => value switch
        {
            string text => text,
            bool flag => flag ? "true" : "false",
            Guid id => id.ToString(),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        },
    };

    public static ScalarType Boolean { get; } = new("Boolean")
    {
        Description = "true or false.",
        Parse = literal => literal is BooleanValue flag ? flag.Is : null,
        Read = json => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : null,
        Write = value => value switch
        {
            bool flag => flag,
            int or long or double or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture) != 0,
            _ => null,
        },
    };

    public static ScalarType Id { get; } = new("ID")
    {
        Description = "An identifier: text, or a whole number that is taken as text.",
        Parse = literal => literal switch
        {
            StringValue text => text.Text,
            IntValue number => number.Text,
            _ => null,
        },
        Read = json => json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number when BigInteger.TryParse(json.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number.ToString(CultureInfo.InvariantCulture),
            _ => null,
        },
        Write = value => value switch
        {
            string text => text,
            Guid id => id.ToString(),
            int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            double number when number == Math.Floor(number) => number.ToString("F0", CultureInfo.InvariantCulture),
            _ => null,
        },
    };

    /// <summary>The five that every schema has (section 3.5.1 to 3.5.5).</summary>
    public static IReadOnlyList<ScalarType> BuiltIn { get; } = [Int, Float, String, Boolean, Id];

    /// <summary>A scalar about whose values nothing is known but that they are JSON.</summary>
    public static ScalarType Any(string name, string? specifiedBy = null) => new(name)
    {
        SpecifiedBy = specifiedBy,
        Parse = InputValues.Untyped,
        Read = json => json.Clone(),
        Write = value => value,
    };

    private static object? WholeNumber(double value) => value == Math.Floor(value) && value is >= int.MinValue and <= int.MaxValue ? (int)value : null;

    private static double NumberOf(Value literal) =>
        double.Parse(literal is IntValue whole ? whole.Text : ((FloatValue)literal).Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static object? Finite(double value) => double.IsFinite(value) ? value : null;
}
