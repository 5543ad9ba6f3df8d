using Causeway.Platform.Settings;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Settings;

public sealed class DotEnvTests
{
    [Theory]
    [InlineData("KEY=value", "value")]
    [InlineData("  KEY = value  ", "value")]
    [InlineData("export KEY=value", "value")]
    [InlineData("KEY=a=b", "a=b")]
    [InlineData("KEY=value # why", "value")]
    [InlineData("KEY=pass#word", "pass#word")]
    [InlineData("KEY=\"a # b\" # why", "a # b")]
    [InlineData("KEY='$HOME'", "$HOME")]
    [InlineData("KEY=", "")]
    public void A_line_gives_its_value(string line, string value)
    {
        var file = DotEnv.Parse([line]);

        file.Problems.ShouldBeEmpty();
        file.Values["KEY"].ShouldBe(value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("# KEY=value")]
    public void Empty_lines_and_comments_say_nothing(string line)
    {
        var file = DotEnv.Parse([line]);

        file.Problems.ShouldBeEmpty();
        file.Values.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("KEY")]
    [InlineData("=value")]
    [InlineData("MY KEY=value")]
    [InlineData("KEY=\"value")]
    [InlineData("KEY=\"value\" more")]
    public void A_line_that_cannot_be_read_is_named_by_its_number_and_not_repeated(string line)
    {
        var file = DotEnv.Parse(["# first", line]);

        file.Values.ShouldBeEmpty();
        file.Problems.ShouldHaveSingleItem().ShouldBe(".env line 2: not of the form KEY=value, or a quote that does not end");
    }

    [Fact]
    public void A_key_that_comes_twice_is_refused()
    {
        DotEnv.Parse(["KEY=1", "KEY=2"]).Problems.ShouldHaveSingleItem().ShouldBe(".env line 2: KEY is set a second time");
    }
}
