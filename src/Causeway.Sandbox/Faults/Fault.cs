using System.Text.Json.Serialization;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Faults;

/// <summary>A fault as the control endpoint takes it: what, for which calls, how often.</summary>
internal sealed record Fault
{
    public int Id { get; init; }

    public FaultKind Kind { get; init; }

    /// <summary>The model it is for; null for all.</summary>
    public string? Model { get; init; }

    /// <summary>The method it is for; null for all.</summary>
    public string? Method { get; init; }

    /// <summary>xmlrpc, jsonrpc or json2; null for all.</summary>
    public string? Transport { get; init; }

    /// <summary>How many calls it strikes; null until it is cleared.</summary>
    public int? Times { get; init; }

    /// <summary>How many matching calls it lets pass first.</summary>
    public int After { get; init; }

    /// <summary>The delay of a latency.</summary>
    public int Milliseconds { get; init; }

    /// <summary>The HTTP status of a refusal.</summary>
    public int Status { get; init; } = 500;

    /// <summary>Seconds in a Retry-After header.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>How much of the answer goes out before it is cut.</summary>
    public int Bytes { get; init; } = 64;

    /// <summary>Whether a dropped call takes effect before the connection goes.</summary>
    [JsonPropertyName("after_commit")]
    public bool IsAfterCommit { get; init; }

    /// <summary>The Python name of an application error.</summary>
    public string Error { get; init; } = "psycopg2.OperationalError";

    /// <summary>What the application error says.</summary>
    public string Message { get; init; } = "server closed the connection unexpectedly\n";

    public bool Matches(RpcCall call) =>
        (Model is null || Model == call.Model) && (Method is null || Method == call.Meant) && (Transport is null || Transport == call.Transport);
}

internal enum FaultKind
{
    /// <summary>The answer comes late.</summary>
    Latency,

    /// <summary>The call waits until the fault is cleared.</summary>
    Hold,

    /// <summary>An HTTP status instead of an answer: 500, 502, 429.</summary>
    Status,

    /// <summary>The connection closes without an answer.</summary>
    Drop,

    /// <summary>The connection closes in the middle of the answer.</summary>
    Truncate,

    /// <summary>An error of the application.</summary>
    Error,
}
