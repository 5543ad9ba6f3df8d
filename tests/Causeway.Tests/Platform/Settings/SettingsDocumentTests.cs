using Causeway.Platform.Settings;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Settings;

public sealed class SettingsDocumentTests
{
    [Fact]
    public void The_page_lists_every_key_with_the_default_the_range_and_the_meaning_that_the_code_has()
    {
        var rows = File.ReadLines(Repository.File("docs/settings.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        rows.ShouldBe(SettingCatalog.All.Select(Row));
    }

    private static string Row(Setting setting)
    {
        var value = setting.Show(new CausewaySettings());
        var shown = setting.DefaultInWords ?? (string.IsNullOrEmpty(value) ? "" : $"`{value}`");
        return $"| `{setting.Key}` | {shown} | {setting.Allowed}{(setting.Secret ? " (secret)" : "")} | {setting.Meaning} |";
    }
}
