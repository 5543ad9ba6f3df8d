using System.CommandLine;

namespace Causeway.Platform;

/// <summary>Runs the command that was typed. Exit codes: 0 done, 1 refused or failed, 2 not a command of ours.</summary>
internal static class CommandLine
{
    private const int Refused = 1;

    /// <summary>What was typed makes no sense.</summary>
    public const int Misused = 2;

    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        var typed = root.Parse(arguments);
        if (typed.Errors.Count > 0 || (arguments.Length == 0 && typed.Action is null))
        {
            foreach (var error in typed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await root.Parse("--help").InvokeAsync(new InvocationConfiguration { Output = Console.Error });
            return Misused;
        }

        try
        {
            // The host has its own handling of Ctrl+C and SIGTERM, which lets requests end.
            return await typed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (StartRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return Refused;
        }
    }
}
