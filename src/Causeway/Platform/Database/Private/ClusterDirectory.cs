using System.Globalization;

namespace Causeway.Platform.Database.Private;

/// <summary>The directory of a private cluster: <c>postgres</c> (the server's own) and our lock.</summary>
internal sealed class ClusterDirectory(string root, ServerUser? user)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public string Root { get; } = root;

    public string Data { get; } = Path.Combine(root, "postgres");

    public string LockFile { get; } = Path.Combine(root, "postgres.lock");

    public string HolderFile { get; } = Path.Combine(root, "causeway.pid");

    /// <summary>Says where the socket is, to people with psql and to the start after a kill.</summary>
    public string SocketFile { get; } = Path.Combine(root, "postgres.socket");

    /// <summary>The major version that made the cluster; null when there is none yet.</summary>
    public int? Version =>
        File.Exists(Path.Combine(Data, "PG_VERSION"))
            ? int.Parse(File.ReadAllText(Path.Combine(Data, "PG_VERSION")).Trim().Split('.')[0], CultureInfo.InvariantCulture)
            : null;

    public void Prepare()
    {
        ServerUser.RefuseClosedParents(user, Data);
        if (user is null)
            Directory.CreateDirectory(Root, OwnerOnly);
        else
            MakePassable(Root);
    }

    /// <summary>Whatever root's umask is.</summary>
    private static void MakePassable(string directory)
    {
        if (Directory.Exists(directory))
            return;
        MakePassable(Path.GetDirectoryName(directory)!);
        Directory.CreateDirectory(directory);
        File.SetUnixFileMode(directory, Passable);
    }

    /// <summary>Made beside its place and moved there whole, so that a start which is killed leaves no half a cluster.</summary>
    public async Task InitializeAsync(PostgresBinaries binaries, bool durable, CancellationToken cancellationToken)
    {
        var unfinished = Data + ".unfinished";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        CreateOwned(unfinished);
        string[] durability = durable ? [] : ["--no-sync"];
        var (exit, output) = await Command.RunAsync(
            [
                .. Launch.As(user), binaries.InitDb,
                "--pgdata", unfinished,
                "--username", PrivatePostgres.Role,
                // The socket's directory is closed to everybody but the server's user and root.
                "--auth-local=trust", "--auth-host=reject",
                "--encoding=UTF8", .. Locale(binaries.Version), .. durability,
            ],
            TimeSpan.FromMinutes(2), cancellationToken);
        if (exit != 0)
            throw new StartRefusedException($"The private PostgreSQL could not be created in {Data} ({binaries.InitDb}):{Environment.NewLine}{output}");
        Directory.Move(unfinished, Data);
    }

    public void CreateOwned(string directory)
    {
        Directory.CreateDirectory(directory, OwnerOnly);
        user?.Own(directory);
    }

    /// <summary>
    /// Byte order, so that indexes outlive an upgrade of the system's locales, with Unicode's upper and lower case.
    /// PostgreSQL brings such a locale itself since 17; before, it is the system's, and macOS has it under another name. What
    /// is a letter is the system's to say even then, for the extensions: to C, no trigram has a letter beyond ASCII.
    /// </summary>
    private static string[] Locale(int version)
    {
        string[] own = ["--locale=C", OperatingSystem.IsMacOS() ? "--lc-ctype=UTF-8" : "--lc-ctype=C.UTF-8"];
        if (version >= 17)
            return [.. own, "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
        return OperatingSystem.IsMacOS() ? own : ["--locale=C.UTF-8", "--lc-messages=C"];
    }
}
