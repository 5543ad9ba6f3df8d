using Causeway.Platform.Http;

namespace Causeway.Features.SignIn;

internal static class SignInProblems
{
    public static Problem TooMany(TimeSpan wait) =>
        Problems.TooMany($"Too many failed sign-ins. Try again in {(wait.TotalMinutes < 2 ? $"{Math.Ceiling(wait.TotalSeconds)} seconds" : $"{Math.Ceiling(wait.TotalMinutes)} minutes")}.", wait);
}
