using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("frobnicate")]
    [InlineData("")]
    public async Task What_is_not_a_command_gets_the_help_and_the_exit_code_2(string typed)
    {
        using var program = TestProgram.Start(typed);

        var (exitCode, output, errors) = await program.EndAsync();

        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        foreach (var command in new[] { "serve", "demo", "config", "doctor" })
            errors.ShouldContain($"  {command} ");
    }

    [Fact]
    public async Task A_refused_start_says_all_its_reasons_without_a_stack_trace_and_ends_with_1()
    {
        using var program = TestProgram.Start("serve", ("PORT", "x"), ("TASKS", "y"));

        var (exitCode, output, errors) = await program.EndAsync();

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.Trim().Split(Environment.NewLine).ShouldBe(
        [
            "The settings are not valid:",
            "  PORT: \"x\" is not allowed; allowed is a whole number from 0 to 65535",
            "  TASKS: \"y\" is not allowed; allowed is `concerned`, `shared`",
        ]);
    }
}
