using System.Text;
using System.Text.Json;

namespace Causeway.Tests.Odoo.Recordings;

/// <summary>One recorded exchange with a real Odoo.</summary>
internal sealed record Recording(string Version, string Transport, string Case, RecordedRequest Request, RecordedResponse Response)
{
    public int Major => int.Parse(Version.Split('.')[0]);

    public string Name => $"{Version}/{Transport}/{Case}";

    public static Recording Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var (root, folder) = (document.RootElement, Path.GetDirectoryName(path)!);
        var (request, response) = (root.GetProperty("request"), root.GetProperty("response"));
        return new Recording(
            Path.GetFileName(Path.GetDirectoryName(folder)!),
            Path.GetFileName(folder),
            Path.GetFileNameWithoutExtension(path),
            new RecordedRequest(request.GetProperty("method").GetString()!, request.GetProperty("path").GetString()!, request.GetProperty("body").GetString() ?? ""),
            new RecordedResponse(
                response.GetProperty("status").GetInt32(),
                [.. response.GetProperty("headers").EnumerateArray().Select(pair => (pair[0].GetString()!, pair[1].GetString()!))],
                response.GetProperty("body").GetString() ?? ""));
    }
}

internal sealed record RecordedRequest(string Method, string Path, string Body);

internal sealed record RecordedResponse(int Status, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    /// <summary>The very bytes; only the length is counted anew.</summary>
    public Reply ToReply() => Reply.Raw(Status, Headers.Where(header => header.Name is not "Content-Length"), Encoding.UTF8.GetBytes(Body));
}

/// <summary>Where the recordings are: in ODOO_RECORDINGS, or in shared/odoo/recordings beside the repository.</summary>
internal static class RecordingFolder
{
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("ODOO_RECORDINGS") is { Length: > 0 } given)
            return Directory.Exists(given) ? given : throw new DirectoryNotFoundException($"ODOO_RECORDINGS names {given}, which does not exist.");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "odoo", "recordings");
            if (Directory.Exists(candidate))
                return candidate;
        }
        return null;
    }

    public static IEnumerable<Recording> ReadAll(string folder) =>
        Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Recording.Read);
}
