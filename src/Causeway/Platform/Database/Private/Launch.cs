namespace Causeway.Platform.Database.Private;

/// <summary>What stands before a command to run it as another user, and to tie its life to ours.</summary>
internal static class Launch
{
    private static readonly string? SetPriv = Find("setpriv");
    private static readonly string? SetSid = Find("setsid");

    public static string[] As(ServerUser? user) =>
        user is null ? [] : [SetPriv ?? throw NoSetPriv(), .. Identity(user), "--"];

    /// <summary>
    /// In a session of its own, or Ctrl+C in the terminal would stop the server under the requests that still run; and
    /// with a signal to the server when the thread that started it dies, which is what a kill -9 of us looks like to it.
    /// Neither program exists on macOS: there a server that outlived us is stopped at the next start.
    /// </summary>
    public static string[] Tied(ServerUser? user) =>
    [
        .. SetSid is null ? (string[])[] : [SetSid],
        .. SetPriv is null && user is null ? (string[])[] : [SetPriv ?? throw NoSetPriv(), "--pdeathsig", "INT", .. Identity(user), "--"],
    ];

    private static string[] Identity(ServerUser? user) =>
        user is null ? [] : ["--reuid", $"{user.User}", "--regid", $"{user.Group}", "--clear-groups"];

    private static StartRefusedException NoSetPriv() =>
        new("PostgreSQL does not run as root, and setpriv, which would run it as another user, is missing. "
            + "Install util-linux, start Causeway as an ordinary user, or set DATABASE_URL.");

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(File.Exists);
}
