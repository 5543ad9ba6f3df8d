using Causeway.Platform.Access.Passwords;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("short")]
    [InlineData("1234567")]
    public void A_short_password_is_refused(string password) =>
        PasswordRules.Refusal(password).ShouldBe("must be at least 8 characters long.");

    [Fact]
    public void Characters_are_counted_as_people_count_them() =>
        PasswordRules.Refusal("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧").ShouldBe("must be at least 8 characters long.");

    [Fact]
    public void An_endless_password_is_refused() =>
        PasswordRules.Refusal(string.Join(' ', Enumerable.Range(0, 100))).ShouldBe("must be at most 256 characters long.");

    [Theory]
    [InlineData("password")]
    [InlineData("Password1")]
    [InlineData("P@ssw0rd2024!")]
    [InlineData("pa55word")]
    [InlineData("letmein!!")]
    [InlineData("qwertyuiop")]
    [InlineData("1qaz2wsx")]
    [InlineData("Welcome123")]
    [InlineData("monkey12")]
    [InlineData("1234567890")]
    [InlineData("causeway1")]
    [InlineData("Liverpool7")]
    [InlineData("iloveyou")]
    public void A_password_that_is_guessed_first_is_refused(string password) =>
        PasswordRules.Refusal(password).ShouldBe("is one of those that are guessed first; choose another.");

    [Theory]
    [InlineData("aaaaaaaaaa")]
    [InlineData("abababab")]
    [InlineData("abcdefghij")]
    [InlineData("zyxwvutsrq")]
    public void A_run_or_repetition_is_refused(string password) =>
        PasswordRules.Refusal(password).ShouldBe("must not be a run or a repetition of a few characters.");

    [Theory]
    [InlineData("lovelace")]
    [InlineData("Lovelace1815")]
    [InlineData("ada.lovelace")]
    [InlineData("ada.lovelace@example.com")]
    public void A_password_that_is_ones_own_name_is_refused(string password) =>
        PasswordRules.Refusal(password, "lovelace", "ada.lovelace@example.com").ShouldBe("is one of those that are guessed first; choose another.");

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("causeway-demo")]
    [InlineData("nur kleine buchstaben")]
    [InlineData("passwords are a nuisance")]
    [InlineData("пароль на двери")]
    [InlineData("8501-3366-9")]
    public void A_long_enough_password_needs_no_kinds_of_characters(string password) =>
        PasswordRules.Refusal(password, "lovelace", null).ShouldBeNull();
}
