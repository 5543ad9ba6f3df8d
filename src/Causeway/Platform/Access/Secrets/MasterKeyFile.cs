using Causeway.Platform.Settings;

namespace Causeway.Platform.Access.Secrets;

/// <summary>Where the master key comes from: the setting, the file that the setting names, or our own file.</summary>
internal static class MasterKeyFile
{
    public const string DefaultName = "master.key";

    /// <summary>Beside our own file, while a rotation has not come to its end: what wraps some keys or all of them already.</summary>
    private const string NextSuffix = ".next";

    /// <summary>The key in force, and after it those that may still have wrapped something.</summary>
    /// <exception cref="StartRefusedException">There is no key, or what is there is not one.</exception>
    public static IReadOnlyList<MasterKey> Load(CausewaySettings settings) => [InForce(settings), .. Next(settings), .. Previous(settings)];

    public static bool IsOurOwn(CausewaySettings settings) => settings.MasterKey is null && settings.MasterKeyFile is null;

    public static string OwnPath(CausewaySettings settings) => Path.Combine(settings.DataDir, DefaultName);

    /// <summary>
    /// The key that is to follow the one in our own file, on the disk before anything is wrapped by it. Where a rotation was
    /// broken off, its own.
    /// </summary>
    public static MasterKey PrepareNext(CausewaySettings settings)
    {
        if (Next(settings) is [var begun])
            return begun;
        File.Delete(OwnPath(settings) + NextSuffix);
        PrivateFile.Write(OwnPath(settings) + NextSuffix, MasterKey.NewBase64());
        return Next(settings).Single();
    }

    /// <summary>In one step of the file system: at no time there is no key, or half of one.</summary>
    public static void AdoptNext(CausewaySettings settings) => File.Move(OwnPath(settings) + NextSuffix, OwnPath(settings), overwrite: true);

    private static MasterKey InForce(CausewaySettings settings)
    {
        if (settings.MasterKey is { } key)
            return new MasterKey(key, "MASTER_KEY");
        if (settings.MasterKeyFile is { } named)
            return Read(named);
        var own = OwnPath(settings);
        if (!File.Exists(own))
            TryCreate(own);
        return Read(own);
    }

    /// <summary>What is cut short was never used: nothing is wrapped by it before it is whole.</summary>
    private static MasterKey[] Next(CausewaySettings settings)
    {
        var path = OwnPath(settings) + NextSuffix;
        try
        {
            return IsOurOwn(settings) && File.Exists(path) ? [Read(path)] : [];
        }
        catch (StartRefusedException)
        {
            return [];
        }
    }

    private static IEnumerable<MasterKey> Previous(CausewaySettings settings)
    {
        if (settings.MasterKeyPrevious is { } key)
            yield return new MasterKey(key, "MASTER_KEY_PREVIOUS");
        if (settings.MasterKeyPreviousFile is { } named)
            yield return Read(named);
    }

    /// <summary>Under another name first: a process that starts beside us must not read half a key.</summary>
    private static void TryCreate(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Guid.NewGuid():n}";
        PrivateFile.Write(draft, MasterKey.NewBase64());
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static MasterKey Read(string path)
    {
        try
        {
            return new MasterKey(File.ReadAllText(path), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The master key cannot be read: {failure.Message}", failure);
        }
    }
}
