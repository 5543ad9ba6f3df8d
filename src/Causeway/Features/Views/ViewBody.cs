using System.Text.Json;
using Causeway.Platform.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.OpenApi;

namespace Causeway.Features.Views;

/// <summary>Reads a view from a body, over what it was; every fault is named at once.</summary>
internal sealed class ViewBody(ViewResources resources, SavedView? present)
{
    private const int LongestName = 100;
    private const int MostColumns = 100;
    private const int LongestAddress = 2_000;

    public static readonly AnswerSchema ForCreate = Schema("SavedViewCreate", "name", "resource");

    public static readonly AnswerSchema ForChange = Schema("SavedViewWrite");

    private static AnswerSchema Schema(string schema, params IEnumerable<string> required) => new(null, schema, _ => new OpenApiSchema
    {
        Type = JsonSchemaType.Object,
        Required = required.ToHashSet(),
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["name"] = Schemas.Of(JsonSchemaType.String, description: "1 to 100 characters, once among the owner's."),
            ["resource"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. ViewResources.Names.Select(name => (System.Text.Json.Nodes.JsonNode)name)] },
            ["filters"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The list's own filters: texts, numbers, true or false.", AdditionalProperties = new OpenApiSchema() },
            ["sort"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object | JsonSchemaType.Null,
                Properties = new Dictionary<string, IOpenApiSchema> { ["by"] = Schemas.Of(JsonSchemaType.String), ["order"] = Schemas.Of(JsonSchemaType.String, description: "asc or desc; asc by default.") },
            },
            ["columns"] = Schemas.ListOf(Schemas.Of(JsonSchemaType.String)),
            ["address"] = Schemas.Of(JsonSchemaType.String | JsonSchemaType.Null, description: "Path and query of the page that shows it, at most 2,000 characters. Whoever changes filters, sort or columns without it takes it away."),
            ["shared"] = Schemas.Of(JsonSchemaType.Boolean),
        },
    });

    private static readonly string[] Members = ["name", "resource", "filters", "sort", "columns", "address", "shared"];

    /// <summary>What the address says in the page's words.</summary>
    private static readonly string[] Shown = ["resource", "filters", "sort", "columns"];

    private readonly FieldErrors errors = new();

    public ViewValues Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw new ProblemException(Problems.Invalid("body", "must be an object."));
        foreach (var member in body.EnumerateObject().Where(member => !Members.Contains(member.Name)))
            errors.Add(member.Name, $"is not a member of a view. Known: {string.Join(", ", Members)}.");
        var name = errors.Text("name", Text(body, "name") ?? present?.Name, 1, LongestName);
        var resource = Text(body, "resource") ?? present?.Resource;
        var values = new ViewValues(name, resource ?? "", "{}", Sort: null, Columns: [], Address(body), Shared(body));
        if (resource is null || resources.Find(resource) is not { } list)
            errors.Add("resource", $"must be one of {string.Join(", ", ViewResources.Names)}.");
        else
            values = values with { Filters = Filters(body, list), Sort = Sort(body, list), Columns = Columns(body, list) };
        return errors.Any ? throw new ProblemException(errors.Problem) : values;
    }

    private string? Text(JsonElement body, string name) => Member(body, name, JsonValueKind.String) is not { } text ? null : TextOf(text) ?? Fault<string>(name, "must be a text.");

    private bool Shared(JsonElement body) => Member(body, "shared", JsonValueKind.True, JsonValueKind.False)?.GetBoolean() ?? present?.Shared ?? false;

    /// <summary>Of this site alone: a page goes there.</summary>
    private string? Address(JsonElement body)
    {
        if (!body.TryGetProperty("address", out var sent))
            return Shown.Any(member => body.TryGetProperty(member, out _)) ? null : present?.Address;
        if (sent.ValueKind == JsonValueKind.Null)
            return null;
        return TextOf(sent) is ['/', ..] text && text is not ['/', '/' or '\\', ..] && text.Length <= LongestAddress
            ? text
            : Fault<string>("address", $"must be the path and query of a page, from \"/\" on, of at most {LongestAddress} characters.");
    }

    /// <summary>By the list's own reading of its query.</summary>
    private string Filters(JsonElement body, ViewResource list)
    {
        var filters = Member(body, "filters", JsonValueKind.Object) ?? present?.Filters;
        var query = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        foreach (var filter in filters?.EnumerateObject() ?? default)
        {
            if (!list.Filters.Contains(filter.Name))
                errors.Add($"filters.{filter.Name}", $"is not a filter of this list. Known: {string.Join(", ", list.Filters)}.");
            else if (Scalar(filter.Value) is { Length: > 0 } text)
                query[filter.Name] = text;
            else
                errors.Add($"filters.{filter.Name}", "must be a text that is not empty, a number, true or false.");
        }

        var faults = new List<FieldError>();
        list.Query.Read(new QueryCollection(query), faults);
        faults.ForEach(fault => errors.Add($"filters.{fault.Field}", fault.Message));
        return filters?.GetRawText() ?? "{}";
    }

    private ViewSort? Sort(JsonElement body, ViewResource list)
    {
        if (body.TryGetProperty("sort", out var sent) && sent.ValueKind == JsonValueKind.Null)
            return null;
        if (Member(body, "sort", JsonValueKind.Object) is not { } sort)
            return Known(present?.Sort, list);
        foreach (var member in sort.EnumerateObject().Where(member => member.Name is not ("by" or "order")))
            errors.Add($"sort.{member.Name}", "is not a member of a sort: by, order.");
        return Known(new ViewSort(Text(sort, "by") ?? "", Text(sort, "order") ?? "asc"), list);
    }

    private ViewSort? Known(ViewSort? sort, ViewResource list)
    {
        if (sort is not null && !list.Sorts.Contains(sort.By))
            errors.Add("sort.by", $"must be one of {string.Join(", ", list.Sorts)}.");
        if (sort is { Order: not ("asc" or "desc") })
            errors.Add("sort.order", "must be one of asc, desc.");
        return sort;
    }

    private string[] Columns(JsonElement body, ViewResource list)
    {
        string[] columns = Member(body, "columns", JsonValueKind.Array) is { } sent ? [.. sent.EnumerateArray().Select(item => TextOf(item) ?? "")] : [.. present?.Columns ?? []];
        if (columns.Except(list.Columns).Any())
            errors.Add("columns", $"must be among {string.Join(", ", list.Columns)}.");
        else if (columns.Length > MostColumns || columns.Distinct().Count() < columns.Length)
            errors.Add("columns", "must name each column once.");
        return columns;
    }

    private JsonElement? Member(JsonElement body, string name, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (!body.TryGetProperty(name, out var value))
            return null;
        if (kinds.Contains(value.ValueKind))
            return value;
        errors.Add(name, $"must be {Words(kinds[0])}.");
        return null;
    }

    private static string Words(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list of texts",
        JsonValueKind.True => "true or false",
        _ => "a text",
    };

    private T? Fault<T>(string name, string message)
        where T : class
    {
        errors.Add(name, message);
        return null;
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => TextOf(value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    /// <summary>Null as well for half of a surrogate pair, which is no text, and for what PostgreSQL cannot store.</summary>
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
