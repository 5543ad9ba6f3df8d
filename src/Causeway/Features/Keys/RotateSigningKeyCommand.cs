using System.CommandLine;
using Causeway.Platform.Access.Tokens;
using Causeway.Platform.Settings;

namespace Causeway.Features.Keys;

/// <summary><c>causeway rotate-signing-key</c>: where <c>JWT_SECRET</c> is not set.</summary>
internal static class RotateSigningKeyCommand
{
    public static Command Create()
    {
        var leaked = new Option<bool>("--leaked") { Description = "Accept nothing any more that was signed before: every access token ends, refresh tokens go on." };
        var command = new Command("rotate-signing-key", "Sign access tokens with a new key; those of the key before are good until they expire.") { leaked };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(LoadedSettings.Load().OrRefuse(), parsed.GetValue(leaked), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CausewaySettings settings, bool leaked, TextWriter output, CancellationToken cancellationToken)
    {
        await using var parts = await KeyParts.OpenAsync(settings, cancellationToken);
        await parts.Get<SigningKeyRotation>().RunAsync(leaked, cancellationToken);
        await output.WriteLineAsync($"Access tokens are signed with a new key; running processes notice within {SigningKeys.OldestView.TotalSeconds:0} seconds.");
        return 0;
    }
}
