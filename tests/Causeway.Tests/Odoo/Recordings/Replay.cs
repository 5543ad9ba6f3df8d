using Causeway.Odoo;

namespace Causeway.Tests.Odoo.Recordings;

/// <summary>What came of a replayed exchange: a value and what it should be, or an error.</summary>
internal sealed record Outcome(string? Value, string? Expected, OdooException? Error);

/// <summary>Serves recorded answers, byte by byte, to the real client that makes the recorded calls.</summary>
internal sealed class Replay : IAsyncDisposable
{
    private readonly HttpClient _http = OdooClient.CreateHttpClient();
    private readonly Dictionary<OdooTransport, OdooClient> _clients = [];
    private readonly LoopbackServer _server;
    private Recording _recording = null!;

    public Replay() => _server = new LoopbackServer(Answer);

    public async Task<Outcome> PlayAsync(Recording recording, CancellationToken cancellationToken)
    {
        _recording = recording;
        try
        {
            var value = await CallAsync(recording, cancellationToken);
            return new Outcome(value.Given, value.Expected, null);
        }
        catch (OdooException exception)
        {
            return new Outcome(null, null, exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private static OdooTransport TransportOf(Recording recording) => recording.Transport switch
    {
        "xmlrpc" => OdooTransport.XmlRpc,
        "json2" => OdooTransport.Json2,
        // The web client's calls have the same envelope, and so have the database list and its like.
        _ => OdooTransport.JsonRpc,
    };

    private async Task<(string Given, string? Expected)> CallAsync(Recording recording, CancellationToken cancellationToken)
    {
        if (IsVersion(recording))
            return await ProbeAsync(recording, cancellationToken);
        var client = ClientFor(TransportOf(recording));
        if (IsSignIn(recording))
            return ((await client.AuthenticateAsync(cancellationToken)).ToString(), Oracle.Untyped(Result(recording)));
        var call = RecordedCall.Of(recording);
        return call?.Method switch
        {
            "read" or "search_read" when Names(call) is { Length: > 0 } names => await ReadAsync(client, recording, call, names, cancellationToken),
            "search" => (Canonical.Of(await client.SearchAsync(call.Model, OdooDomain.All, OdooQuery.Default, cancellationToken)), Expect(recording, Oracle.Ids)),
            "search_count" => (Canonical.Of(await client.SearchCountAsync(call.Model, OdooDomain.All, null, cancellationToken)), Expect(recording, Oracle.Untyped)),
            "fields_get" => (Canonical.Of(await client.FieldsGetAsync(call.Model, cancellationToken)), Expect(recording, Oracle.Fields)),
            "read_group" or "formatted_read_group" => await GroupAsync(client, recording, call, cancellationToken),
            "create" => await CreateAsync(client, recording, call, cancellationToken),
            "write" => await DoneAsync(client.WriteAsync(call.Model, [1], new Dictionary<string, object?> { ["name"] = "x" }, null, cancellationToken), recording),
            "unlink" => await DoneAsync(client.UnlinkAsync(call.Model, [1], null, cancellationToken), recording),
            "load" => (Canonical.Of(await client.LoadAsync(call.Model, ["name"], [["x"]], null, cancellationToken)), Expect(recording, Oracle.Load)),
            _ => (Canonical.Of(await client.CallAsync(new OdooCall(call?.Model ?? "crm.tag", call?.Method ?? "search"), cancellationToken)), Expect(recording, Oracle.Untyped)),
        };
    }

    private static bool IsSignIn(Recording recording) =>
        recording.Transport is "jsonrpc" or "xmlrpc" && (recording.Case.StartsWith("authenticate_", StringComparison.Ordinal) || recording.Case == "login_ok_password");

    private static bool IsVersion(Recording recording) =>
        recording.Case is "version" or "no_id" or "id_string_echo" or "json_version" or "web_version" or "web_version_info"
        || (recording is { Transport: "jsonrpc", Case: "wrong_content_type" });

    private async Task<(string Given, string? Expected)> ProbeAsync(Recording recording, CancellationToken cancellationToken)
    {
        var transport = recording.Case is "json_version" or "web_version" ? OdooTransport.Json2 : TransportOf(recording);
        using var client = NewClient(transport);
        var server = await client.ProbeAsync(cancellationToken);
        var told = (Dictionary<string, object?>)Result(recording, transport == OdooTransport.Json2)!;
        return ($"{server.Version} {server.Major}", $"{told.GetValueOrDefault("server_version") ?? told["version"]} {recording.Major}");
    }

    private static async Task<(string Given, string? Expected)> ReadAsync(OdooClient client, Recording recording, RecordedCall call, string[] names, CancellationToken cancellationToken)
    {
        var fields = RecordedFields.Set(names);
        if (call.Method == "read")
            return (Canonical.Of(await client.ReadAsync(call.Model, [1], fields, null, cancellationToken)), Records(recording, fields));
        var records = new List<OdooRecord>();
        await using var page = await client.SearchReadPageAsync(call.Model, OdooDomain.All, fields, OdooQuery.Default, cancellationToken);
        await foreach (var record in page.WithCancellation(cancellationToken))
            records.Add(record);
        return (Canonical.Of(records), Records(recording, fields));
    }

    private static async Task<(string Given, string? Expected)> GroupAsync(OdooClient client, Recording recording, RecordedCall call, CancellationToken cancellationToken)
    {
        string[] groupBy = [.. ((List<object?>)call.Argument("groupby", call.Method == "read_group" ? 2 : 1)!).Cast<string>()];
        var groups = await client.ReadGroupAsync(call.Model, OdooDomain.All, [], groupBy, null, cancellationToken);
        return (Canonical.Of(groups), Expect(recording, plain => Oracle.Groups(plain, groupBy)));
    }

    private static async Task<(string Given, string? Expected)> CreateAsync(OdooClient client, Recording recording, RecordedCall call, CancellationToken cancellationToken)
    {
        if (call.Argument("vals_list", 0) is List<object?>)
            return (Canonical.Of(await client.CreateManyAsync(call.Model, [], null, cancellationToken)), Expect(recording, Oracle.Ids));
        var id = await client.CreateAsync(call.Model, new Dictionary<string, object?>(), null, cancellationToken);
        // JSON-2 answers with a list of one.
        return (Canonical.Of(id), Expect(recording, plain => Oracle.Untyped(plain is List<object?> and [var only] ? only : plain)));
    }

    private static async Task<(string Given, string? Expected)> DoneAsync(Task done, Recording recording)
    {
        await done;
        return ("true", Expect(recording, Oracle.Untyped));
    }

    private static string[] Names(RecordedCall call) =>
        call.Argument("fields", 1) is List<object?> names ? [.. names.Cast<string>()] : [];

    private static string Records(Recording recording, OdooFieldSet fields) => Expect(recording, plain => Oracle.Records(plain, fields))!;

    private static string? Expect(Recording recording, Func<object?, string> oracle) => oracle(Result(recording));

    /// <summary>The result of an answer, read without the client.</summary>
    private static object? Result(Recording recording, bool bare = false) => recording switch
    {
        _ when bare => Plain.Json(recording.Response.Body),
        // The fault of a method that returns nothing.
        { Transport: "xmlrpc" } when recording.Response.Body.Contains("cannot marshal None", StringComparison.Ordinal) => null,
        { Transport: "xmlrpc" } => Plain.XmlParameters(recording.Response.Body).Single(),
        { Transport: "json2" } => Plain.Json(recording.Response.Body),
        _ => ((Dictionary<string, object?>)Plain.Json(recording.Response.Body)!).GetValueOrDefault("result"),
    };

    private OdooClient ClientFor(OdooTransport transport)
    {
        if (!_clients.TryGetValue(transport, out var client))
            _clients[transport] = client = NewClient(transport);
        return client;
    }

    private OdooClient NewClient(OdooTransport transport) => new(
        new OdooOptions { Url = _server.Url, Database = "testdb", Username = "admin", Secret = "fakekey", Transport = transport, MaxAttempts = 1 }, _http);

    /// <summary>The recorded answer; but what the client asks before it makes its first call is answered from here.</summary>
    private Reply Answer(LoopbackRequest request) =>
        IsVersion(_recording) || (IsSignIn(_recording) && request.Body.Contains("authenticate", StringComparison.Ordinal))
            ? _recording.Response.ToReply()
            : ScriptedOdoo.Greeting(request) ?? _recording.Response.ToReply();
}
