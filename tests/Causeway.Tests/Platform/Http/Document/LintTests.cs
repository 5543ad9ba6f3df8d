using System.Text.Json.Nodes;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Http.Document;

/// <summary>The document as a linter sees it that others wrote; <c>tests/tools/redocly.yaml</c> has its rules.</summary>
public sealed class LintTests
{
    [Fact]
    public async Task An_independent_linter_finds_no_error_and_no_warning()
    {
        var (_, output, errors) = await TestTools.RunAsync("node_modules/@redocly/cli/bin/cli.js", "lint", ApiDocument.Copy, "--config", "redocly.yaml", "--format", "json");

        output.ShouldStartWith("{", customMessage: errors);
        var found = JsonNode.Parse(output)!;
        found["problems"]!.AsArray().Select(problem => $"{problem!["ruleId"]}: {problem["message"]} {problem["location"]?[0]?["pointer"]}").ShouldBeEmpty();
        found["totals"]!.AsObject().Select(total => (total.Key, (int)total.Value!)).ShouldAllBe(total => total.Item2 == 0);
    }
}
