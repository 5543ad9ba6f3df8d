using System.Globalization;

namespace Causeway.Platform.Database.Private;

/// <summary>
/// Who runs the server. PostgreSQL refuses to run as root, so root hands it to the user that the distribution's
/// package made for it, else to <c>nobody</c>.
/// </summary>
internal sealed record ServerUser(string Name, int User, int Group)
{
    private static readonly string[] Preferred = ["postgres", "nobody"];

    /// <summary>Null when we are an ordinary user, who runs it themselves.</summary>
    public static ServerUser? Find()
    {
        if (!Environment.IsPrivilegedProcess)
            return null;
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length >= 4).ToList();
        return Preferred
            .Select(name => users.Find(fields => fields[0] == name))
            .Where(fields => fields is not null)
            .Select(fields => new ServerUser(fields![0], Id(fields[2]), Id(fields[3])))
            .FirstOrDefault()
            ?? throw new StartRefusedException(
                "PostgreSQL does not run as root, and there is neither a user postgres nor nobody to run it as. "
                + "Create a user postgres, start Causeway as an ordinary user, or set DATABASE_URL.");
    }

    /// <summary>The server's directory may be deep in one that only root can enter; its user must pass every one above.</summary>
    public static void RefuseClosedParents(ServerUser? user, string directory)
    {
        if (user is null)
            return;
        for (var parent = Directory.GetParent(directory); parent is not null; parent = parent.Parent)
        {
            // What does not exist yet is made passable.
            if (parent.Exists && !parent.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                throw new StartRefusedException(
                    $"The private PostgreSQL runs as the user {user.Name}, who cannot enter {parent.FullName} on the way to {directory}. "
                    + "Set DATA_DIR to a directory below one that everybody may enter, such as /var/lib/causeway, or set DATABASE_URL.");
            }
        }
    }

    public void Own(string path) => Posix.ChangeOwner(path, User, Group);

    private static int Id(string field) => unchecked((int)uint.Parse(field, CultureInfo.InvariantCulture));
}
