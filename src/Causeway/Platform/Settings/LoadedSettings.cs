using System.Collections;

namespace Causeway.Platform.Settings;

/// <summary>What is in force, where each value came from, and everything that is wrong with it.</summary>
internal sealed record LoadedSettings(
    CausewaySettings Settings,
    IReadOnlyDictionary<string, SettingSource> Sources,
    IReadOnlyList<string> Problems)
{
    /// <summary>Reads the process's environment and the working directory's <c>.env</c>.</summary>
    public static LoadedSettings Load()
    {
        var environment = Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        return Read(environment, DotEnv.Read(".env"));
    }

    public static LoadedSettings Read(IReadOnlyDictionary<string, string> environment, DotEnv file)
    {
        var settings = new CausewaySettings();
        var sources = new Dictionary<string, SettingSource>(StringComparer.Ordinal);
        List<string> problems = [.. file.Problems, .. UnknownKeys.In(environment, file)];
        foreach (var setting in SettingCatalog.All)
        {
            var (text, source) = Find(setting.Key, environment, file);
            sources[setting.Key] = source;
            if (source != SettingSource.Default)
                settings = Apply(setting, text, settings, problems);
        }

        problems.AddRange(SettingChecks.Of(settings, IsProduction(environment)));
        return new LoadedSettings(settings with { Origin = new SettingsOrigin(settings, sources) }, sources, problems);
    }

    /// <summary>The settings, or every problem at once.</summary>
    public CausewaySettings OrRefuse() =>
        Problems.Count == 0
            ? Settings
            : throw new StartRefusedException(
                $"The settings are not valid:{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", Problems)}");

    /// <summary>A variable that is set and empty means the default, so that it can switch off a line of <c>.env</c>.</summary>
    private static (string Text, SettingSource Source) Find(string key, IReadOnlyDictionary<string, string> environment, DotEnv file)
    {
        if (environment.TryGetValue(key, out var text))
            return (text, text.Length == 0 ? SettingSource.Default : SettingSource.Environment);
        return file.Values.TryGetValue(key, out text) && text.Length > 0
            ? (text, SettingSource.DotEnv)
            : ("", SettingSource.Default);
    }

    private static CausewaySettings Apply(Setting setting, string text, CausewaySettings settings, List<string> problems)
    {
        try
        {
            return setting.Apply(settings, text);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or NotSupportedException)
        {
            var shown = setting.Secret ? "the value" : $"\"{text}\"";
            problems.Add($"{setting.Key}: {shown} is not allowed; allowed is {setting.Allowed}");
            return settings;
        }
    }

    private static bool IsProduction(IReadOnlyDictionary<string, string> environment)
    {
        var name = environment.GetValueOrDefault("ASPNETCORE_ENVIRONMENT") ?? environment.GetValueOrDefault("DOTNET_ENVIRONMENT");
        return string.IsNullOrEmpty(name) || name == Environments.Production;
    }
}
