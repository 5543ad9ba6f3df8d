using Causeway.Features.Tasks;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Records;
using Npgsql;

namespace Causeway.Features.Search;

/// <summary>What was asked for.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Types">The groups that are wanted.</param>
/// <param name="Limit">The most hits of a group.</param>
internal sealed record SearchRequest(string Text, IReadOnlyList<string> Types, int Limit);

/// <summary>What was found, best first within each group; of a group that has more, one hit more than asked for.</summary>
internal sealed record SearchResult(IReadOnlyList<SearchHit> Hits, Snapshot Snapshot);

/// <summary>Searches what a reader sees: first for what was typed, then for what may have been meant.</summary>
internal sealed class SearchQuery(NpgsqlDataSource database)
{
    /// <summary>
    /// For this transaction, which a batch is. A planner that expects the first rows of a common word soon would read a
    /// whole table where they are somebody else's.
    /// </summary>
    public const string ByIndex = "select set_config('enable_seqscan', 'off', true)";

    public async Task<SearchResult> RunAsync(TaskReader reader, SearchRequest request, CancellationToken cancellationToken)
    {
        var terms = SearchTerms.Of(request.Text);
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        var found = await FindAsync(db, reader, request, terms, isTypo: false, cancellationToken);
        if (found.Hits.Count >= request.Limit || reader.Viewer is null || !terms.CanMatch)
            return found;
        var meant = await WordsMeant.FindAsync(db, reader.ConnectionId, terms, cancellationToken);
        if (meant is null)
            return found;
        var guessed = await FindAsync(db, reader, request, meant, isTypo: true, cancellationToken);
        var known = found.Hits.Select(hit => (hit.Type, hit.Id)).ToHashSet();
        return found with { Hits = [.. found.Hits, .. guessed.Hits.Where(hit => !known.Contains((hit.Type, hit.Id)))] };
    }

    private static async Task<SearchResult> FindAsync(NpgsqlConnection db, TaskReader reader, SearchRequest request, SearchTerms terms, bool isTypo, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(db);
        batch.BatchCommands.Add(Snapshot.Of(reader.ConnectionId, DefaultModels.Lead.Name, DefaultModels.Partner.Name, DefaultModels.Move.Name).ToBatchCommand());
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ByIndex));
        foreach (var source in Sources(reader).Where(source => !terms.IsNothing && source.Types.Intersect(request.Types).Any()))
            batch.BatchCommands.Add(SearchStatement.Of(source, terms, request.Types, request.Limit, isTypo).ToBatchCommand());
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        var snapshot = await Snapshot.ReadAsync(rows, cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        var hits = new List<SearchHit>();
        while (await rows.NextResultAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
                hits.Add(Hit(rows, reader.Viewer?.Connection));
        }

        return new SearchResult(hits, snapshot);
    }

    public static IEnumerable<SearchSource> Sources(TaskReader reader) =>
        [.. reader.Viewer is { } viewer ? MirroredSources.Of(viewer) : [], TaskSource.Of(reader)];

    private static SearchHit Hit(NpgsqlDataReader row, OdooConnection? connection) => new(
        row.GetString(0),
        row.GetValue(2),
        (SearchMatch)row.GetInt32(1),
        Text(row, 3),
        Text(row, 4),
        row.IsDBNull(6) ? null : connection?.RecordUrl(row.GetString(6), row.GetInt64(7)),
        row.IsDBNull(5) ? null : row.GetDateTime(5));

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) || row.GetString(at).Length == 0 ? null : row.GetString(at);
}
