using Causeway.Platform.Access.Passwords;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access;

public sealed class PasswordHashesTests
{
    private readonly PasswordHashes _hashes = new();

    [Fact]
    public void The_right_password_matches_and_another_does_not()
    {
        var hash = _hashes.Hash("correct horse battery staple");

        _hashes.Verify(hash, "correct horse battery staple").ShouldBe(PasswordMatch.Yes);
        _hashes.Verify(hash, "Correct horse battery staple").ShouldBe(PasswordMatch.No);
    }

    [Fact]
    public void Two_hashes_of_one_password_differ() =>
        _hashes.Hash("correct horse battery staple").ShouldNotBe(_hashes.Hash("correct horse battery staple"));

    [Fact]
    public void A_hash_of_less_work_matches_and_asks_to_be_made_anew()
    {
        var older = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = 10_000 }))
            .HashPassword(this, "correct horse battery staple");

        _hashes.Verify(older, "correct horse battery staple").ShouldBe(PasswordMatch.YesButRehash);
        _hashes.Verify(older, "another").ShouldBe(PasswordMatch.No);
    }

    [Fact]
    public void Nobodys_password_never_matches() =>
        _hashes.Verify(null, "correct horse battery staple").ShouldBe(PasswordMatch.No);

    [Fact]
    public void One_letter_typed_as_two_code_points_is_the_same_letter() =>
        _hashes.Verify(_hashes.Hash("caf\u00e9 au lait"), "cafe\u0301 au lait").ShouldBe(PasswordMatch.Yes);
}
