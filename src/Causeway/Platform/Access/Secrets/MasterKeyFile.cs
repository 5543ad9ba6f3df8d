using Causeway.Platform.Settings;

namespace Causeway.Platform.Access.Secrets;

/// <summary>Where the master key comes from: the setting, the file that the setting names, or our own file.</summary>
internal static class MasterKeyFile
{
    public const string DefaultName = "master.key";

    /// <exception cref="StartRefusedException">There is no key, or what is there is not one.</exception>
    public static MasterKey Load(CausewaySettings settings)
    {
        if (settings.MasterKey is { } key)
            return new MasterKey(key, "MASTER_KEY");
        if (settings.MasterKeyFile is { } named)
            return Read(named);
        var own = Path.Combine(settings.DataDir, DefaultName);
        if (!File.Exists(own))
            TryCreate(own);
        return Read(own);
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
