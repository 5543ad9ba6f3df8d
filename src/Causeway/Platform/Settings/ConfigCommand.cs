using System.CommandLine;

namespace Causeway.Platform.Settings;

/// <summary><c>causeway config</c>: what is in force and where it comes from.</summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        var command = new Command("config", "Print the settings in force and their source, secrets masked.");
        command.SetAction(parsed => Print(LoadedSettings.Load(), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    public static int Print(LoadedSettings loaded, TextWriter output, TextWriter errors)
    {
        var width = SettingCatalog.All.Max(setting => setting.Key.Length);
        foreach (var setting in SettingInForce.All(loaded.Settings))
            output.WriteLine($"{setting.Key.PadRight(width)}  {setting.Source,-7}  {setting.Value}".TrimEnd());
        foreach (var problem in loaded.Problems)
            errors.WriteLine(problem);
        return loaded.Problems.Count == 0 ? 0 : 1;
    }
}
