using System.CommandLine;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Settings;

namespace Causeway.Features.Keys;

/// <summary><c>causeway rotate-master-key</c>: beside a running server or alone.</summary>
internal static class RotateMasterKeyCommand
{
    public static Command Create()
    {
        var command = new Command("rotate-master-key", "Wrap the keys in the database with a new master key. Safe to repeat, also where it was broken off.");
        command.SetAction((parsed, cancellationToken) => RunAsync(LoadedSettings.Load().OrRefuse(), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CausewaySettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        await using var parts = await KeyParts.OpenAsync(settings, cancellationToken);
        var changed = await parts.Get<MasterKeyRotation>().RunAsync(cancellationToken);
        await output.WriteLineAsync(Words(settings, changed));
        return 0;
    }

    private static string Words(CausewaySettings settings, int changed) => MasterKeyFile.IsOurOwn(settings)
        ? $"{changed} keys are wrapped by a new master key, which is in {MasterKeyFile.OwnPath(settings)}. Keep it with your backups: those made before need the key before."
        : changed > 0
            ? $"{changed} keys are wrapped by the master key in force. Take MASTER_KEY_PREVIOUS and MASTER_KEY_PREVIOUS_FILE out, and restart every process; backups made before need the key before."
            : "Nothing to do: every key is wrapped by the master key in force. To rotate it, set a new one, and the present one as MASTER_KEY_PREVIOUS.";
}
