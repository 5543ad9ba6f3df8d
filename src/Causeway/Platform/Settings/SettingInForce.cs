namespace Causeway.Platform.Settings;

/// <summary>One key as it is in force.</summary>
/// <param name="Key">The name of the environment variable.</param>
/// <param name="Value">As an operator would write it, a secret masked; empty where it is not set.</param>
/// <param name="Source">Where the value comes from: <c>env</c>, <c>.env</c>, <c>default</c>, or <c>command</c> where the command that runs chose it, as the demo does.</param>
/// <param name="Secret">Whether the value is never shown.</param>
/// <param name="Meaning">What it is for.</param>
internal sealed record SettingInForce(string Key, string Value, string Source, bool Secret, string Meaning)
{
    /// <summary>Every key, in the order of the documentation.</summary>
    public static IReadOnlyList<SettingInForce> All(CausewaySettings settings) => [.. SettingCatalog.All.Select(setting => Of(setting, settings))];

    private static SettingInForce Of(Setting setting, CausewaySettings settings)
    {
        var (read, sources) = settings.Origin;
        var source = setting.Show(settings) == setting.Show(read) ? sources.GetValueOrDefault(setting.Key) : SettingSource.Command;
        return new SettingInForce(setting.Key, setting.Shown(settings), Word(source), setting.Secret, setting.Meaning);
    }

    private static string Word(SettingSource source) => source switch
    {
        SettingSource.Environment => "env",
        SettingSource.DotEnv => ".env",
        SettingSource.Command => "command",
        _ => "default",
    };
}

/// <summary>What was read at the start, before a command may have put its own in the place of some.</summary>
internal sealed record SettingsOrigin(CausewaySettings Read, IReadOnlyDictionary<string, SettingSource> Sources);
