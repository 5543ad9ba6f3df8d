using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http.Document;

/// <summary>Nothing in the document is left unsaid: whatever is missing is named.</summary>
public sealed class CompleteDocumentTests
{
    private readonly ApiDocument document = ApiDocument.OfRepository();
    private readonly List<string> missing = [];

    [Fact]
    public void Every_operation_has_a_summary_a_description_one_tag_and_a_name_of_its_own()
    {
        foreach (var operation in document.Operations)
        {
            Demand(operation, "summary", Says(operation.Json["summary"]));
            Demand(operation, "description", Says(operation.Json["description"]));
            Demand(operation, "one tag", operation.Json["tags"]?.AsArray().Count == 1);
            Demand(operation, "a name such as ListLeads", char.IsAsciiLetterUpper(operation.Id[0]) && operation.Id.All(char.IsAsciiLetterOrDigit));
        }

        missing.ShouldBeEmpty();
        document.Operations.Select(operation => operation.Id).ShouldBeUnique();
    }

    [Fact]
    public void Every_tag_has_a_description()
    {
        foreach (var tag in document.Root["tags"]!.AsArray())
            Demand((string)tag!["name"]!, "a line in DocumentTags", Says(tag["description"]));

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_parameter_has_a_description_a_type_and_an_example()
    {
        foreach (var operation in document.Operations)
        {
            foreach (var parameter in operation.Parameters)
            {
                var name = $"{operation} {parameter["name"]}";
                Demand(name, "description", Says(parameter["description"]));
                Demand(name, "type", parameter["schema"]?["type"] is not null);
                Demand(name, "example", parameter["schema"]?["examples"]?.AsArray().Count > 0);
            }

            foreach (var segment in operation.Path.Split('/').Where(segment => segment.StartsWith('{')))
                Demand(operation, $"the parameter {segment}", operation.Takes(segment.Trim('{', '}')));
        }

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_body_that_is_taken_or_answered_has_a_schema_and_an_example()
    {
        foreach (var operation in document.Operations)
        {
            DemandContent($"{operation} body", operation.Json["requestBody"]?["content"]);
            foreach (var (status, response) in operation.Responses)
            {
                var answer = document.Resolve(response!);
                Demand($"{operation} {status}", "description", Says(answer["description"]));
                Demand($"{operation} {status}", "content", status is "204" or "304" == (answer["content"] is null));
                DemandContent($"{operation} {status}", answer["content"]);
            }
        }

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_operation_names_the_statuses_that_the_ground_rules_give_it()
    {
        foreach (var operation in document.Operations.Where(operation => operation.Path.StartsWith("/api/", StringComparison.Ordinal) && operation.Id != "GetApiHealth"))
        {
            var takesBody = operation.Json["requestBody"] is not null;
            (string Status, bool Applies)[] expected =
            [
                ("400", true),
                ("401", operation.NeedsSignIn),
                ("403", operation.NeedsSignIn),
                ("404", operation.Path.Contains('{') && !operation.Path.EndsWith("{token}", StringComparison.Ordinal)),
                ("412", operation.Takes("If-Match")),
                ("304", operation.Takes("If-None-Match")),
                ("413", takesBody),
                ("415", takesBody),
                ("503", true),
            ];
            foreach (var (status, _) in expected.Where(status => status.Applies && !operation.Responses.ContainsKey(status.Status)))
                missing.Add($"{operation}: {status}");
            Demand(operation, "a success", operation.Responses.Any(response => response.Key.StartsWith('2')));
        }

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var references = References(document.Root).Distinct().ToList();

        references.Count.ShouldBeGreaterThan(100);
        foreach (var reference in references)
            document.Resolve(new JsonObject { ["$ref"] = reference }).ShouldNotBeNull();
    }

    private void DemandContent(string name, JsonNode? content)
    {
        foreach (var (type, body) in content?.AsObject() ?? [])
        {
            Demand($"{name} as {type}", "schema", body!["schema"] is not null);
            Demand($"{name} as {type}", "example", body["example"] is not null);
        }
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => member is { Key: "$ref", Value: JsonValue value } ? [(string)value!] : References(member.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    private static bool Says(JsonNode? text) => !string.IsNullOrWhiteSpace((string?)text);

    private void Demand(object what, string thing, bool isThere)
    {
        if (!isThere)
            missing.Add($"{what}: {thing}");
    }
}
