using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Causeway.Features.GraphQlApi.Http;

/// <summary>
/// Documents that are known by their hash: a client sends the text once, with its hash, and the hash alone from then on. In the
/// database, since the next request may come to another process.
/// </summary>
internal sealed class PersistedDocuments(NpgsqlDataSource database)
{
    private const int LongestKept = 100_000;
    private const int MostInMemory = 1_000;

    /// <summary>A longer one is read from the database each time.</summary>
    private const int LongestInMemory = 10_000;

    /// <summary>In the table; what was not used for the longest goes first.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    public static string Hash(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    /// <summary>The document; null where nobody has sent it.</summary>
    public async Task<string?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(hash, out var document))
            return document;
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        document = await db.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
            "update causeway.graphql_document set last_used_on = current_date where hash = @hash returning document",
            new { hash },
            cancellationToken: cancellationToken));
        if (document is not null)
            Remember(hash, document);
        return document;
    }

    /// <summary>Keeps a document that is valid.</summary>
    public async Task SaveAsync(string hash, string document, string by, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(document) > LongestKept || known.ContainsKey(hash))
            return;
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await db.ExecuteAsync(new CommandDefinition(
            """
            insert into causeway.graphql_document (hash, document, saved_by) values (@hash, @document, @by) on conflict (hash) do nothing;
            delete from causeway.graphql_document
            where hash in (select hash from causeway.graphql_document order by last_used_on desc, saved_at desc offset @most)
            """,
            new { hash, document, by, most = Most },
            cancellationToken: cancellationToken));
        Remember(hash, document);
    }

    private void Remember(string hash, string document)
    {
        if (document.Length > LongestInMemory)
            return;
        if (known.Count >= MostInMemory)
            known.Clear();
        known[hash] = document;
    }
}
