using System.Security.Cryptography;
using System.Text;
using Causeway.Platform.Access;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Causeway.Platform.Http.Idempotency;

/// <summary>A write with an <c>Idempotency-Key</c>: under which row it is kept, and what makes it the same request.</summary>
/// <param name="KeyHash">Of user, connection, method, path and key.</param>
/// <param name="RequestHash">Of what else was sent, under the key.</param>
internal sealed record KeyedRequest(byte[] KeyHash, byte[] RequestHash)
{
    public const string Header = "Idempotency-Key";
    private const int Longest = 255;

    public required Guid UserId { get; init; }

    public required int? ConnectionId { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required bool IsRepeatable { get; init; }

    /// <summary>What the caller might do, where it is not the route alone that decides.</summary>
    public required string Rights { get; init; }

    /// <summary>What is wrong with the header; null where nothing is.</summary>
    public static string? Fault(StringValues header) => header switch
    {
        [{ Length: > 0 and <= Longest } key] => key.All(letter => letter is >= '!' and <= '~') ? null : "must be of visible ASCII characters, without spaces.",
        _ => $"must be given once, with 1 to {Longest} characters.",
    };

    /// <summary>Reads the body, which stays readable.</summary>
    public static async Task<KeyedRequest> ReadAsync(HttpContext context, string key, Caller caller, int? connectionId)
    {
        var request = context.Request;
        // In any case and with a slash at its end it is the same route.
        var path = request.Path.Value!.TrimEnd('/').ToLowerInvariant();
        var name = $"{caller.UserId}\n{connectionId}\n{request.Method}\n{path}\n{key}";
        return new KeyedRequest(SHA256.HashData(Encoding.UTF8.GetBytes(name)), await HashAsync(request, key, context.RequestAborted))
        {
            UserId = caller.UserId,
            ConnectionId = connectionId,
            Method = request.Method,
            Path = path,
            IsRepeatable = IdempotencyRules.IsRepeatable(context),
            Rights = $"{caller.Role} {caller.MayAdminister} {caller.OdooConnectionId} {caller.OdooUserId}",
        };
    }

    /// <summary>The body byte by byte, and what else says what is to be done: the query, how to read the body, and If-Match.</summary>
    private static async Task<byte[]> HashAsync(HttpRequest request, string key, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key));
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.QueryString}\n{request.ContentType}\n{request.Headers[HeaderNames.IfMatch]}\n"));
        hash.AppendData(body.GetBuffer().AsSpan(0, (int)body.Length));
        body.Position = 0;
        request.Body = body;
        return hash.GetHashAndReset();
    }
}
