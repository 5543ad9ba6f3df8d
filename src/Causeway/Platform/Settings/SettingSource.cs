namespace Causeway.Platform.Settings;

internal enum SettingSource
{
    Default,
    Environment,
    DotEnv,

    /// <summary>The command that runs chose it, as the demo does.</summary>
    Command,
}
