using System.Text;
using Causeway.Features.Tasks.Calendar;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Tasks.Calendar;

public sealed class CalendarWriterTests
{
    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("€")]
    [InlineData("🦄")]
    public void No_line_is_longer_than_75_octets_and_no_character_is_cut(string letter)
    {
        for (var length = 0; length < 200; length++)
        {
            var value = string.Concat(Enumerable.Repeat(letter, length));

            var text = new CalendarWriter().Line("NOTE", value).ToString();

            text.ShouldEndWith("\r\n");
            text.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75 && !line.Contains('\uFFFD'));
            text.Replace("\r\n ", "", StringComparison.Ordinal).ShouldBe($"NOTE:{value}\r\n");
        }
    }

    [Fact]
    public void A_text_says_nothing_but_itself() =>
        new CalendarWriter().Text("SUMMARY", "a,b;c\\d\r\nEND:VEVENT\u0007\u0085").ToString().ShouldBe("SUMMARY:a\\,b\\;c\\\\d\\nEND:VEVENT\\n\r\n");
}
