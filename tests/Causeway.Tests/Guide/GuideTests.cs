using System.Text;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Guide;

/// <summary>What docs/api shows is typed into a shell, page by page, and prints what it says.</summary>
[Collection(DemoApi.Name)]
public sealed class GuideTests(DemoApi demo)
{
    private const string Shown = "http://127.0.0.1:8080";

    /// <summary>No example prints it.</summary>
    private const char End = '\u001e';

    public static TheoryData<string> Pages => [.. GuidePage.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_example_prints_what_the_page_says(string page)
    {
        var examples = new GuidePage(page).Examples.ToList();

        var (exitCode, output, errors) = await TestTools.WaitAsync(new("bash", ["-c", Script(examples)]) { WorkingDirectory = Path.GetTempPath() });

        var printed = output.Replace(demo.Address, Shown, StringComparison.Ordinal).Split($"{End}\n");
        foreach (var (example, text) in examples.Zip(printed))
            example.Tells(text).ShouldBeTrue($"{page}\n{example.Commands}\nis said to print\n{example.Printed}\nand printed\n{text}\n{errors}");
        exitCode.ShouldBe(0, errors);
        printed.Length.ShouldBe(examples.Count + 1);
    }

    [Fact]
    public void The_start_page_leads_to_every_other()
    {
        var start = new GuidePage("README.md").Text;

        GuidePage.All.Where(page => page != "README.md" && !start.Contains($"]({page})", StringComparison.Ordinal)).ShouldBeEmpty();
        GuidePage.All.Sum(page => new GuidePage(page).Examples.Count()).ShouldBeGreaterThan(30);
    }

    /// <summary>One shell for the page: what an example sets, the next one knows. The first that fails ends it.</summary>
    private string Script(IEnumerable<Example> examples)
    {
        var script = new StringBuilder("set -eu\n");
        foreach (var example in examples)
            script.Append("{ ").Append(example.Commands.Replace(Shown, demo.Address, StringComparison.Ordinal)).Append("\n} 2>&1\nprintf '\\036\\n'\n");
        return script.ToString();
    }
}
