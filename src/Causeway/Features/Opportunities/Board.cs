using System.Reflection;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;
using Microsoft.AspNetCore.Http.Metadata;
using Npgsql;

namespace Causeway.Features.Opportunities;

/// <summary>
/// The whole board in one query: every stage in Odoo's order with its count and sums over all of its opportunities, and
/// its first fifty cards.
/// </summary>
internal sealed class Board(NpgsqlDataSource database, IHostApplicationLifetime lifetime) : IEndpointParameterMetadataProvider
{
    /// <summary>A change wakes every open board at once, and those who may see the same ask the same.</summary>
    private readonly SharedReads<ReadBoard> reads = new();

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new Tagged(OfMirror: true));

    private const int Cards = 50;

    // The statement's columns: the stage's, then the card's sort value, that as text, and its id, then its shape.
    private const int StageId = 0;
    private const int CardSort = 8;
    private const int CardId = 9;
    private const int CardShape = 10;

    /// <param name="query">The opportunities that it holds.</param>
    /// <param name="sortBy">What a column is sorted by, one of the shape's sort fields.</param>
    /// <param name="descending">In which direction.</param>
    /// <param name="cancellationToken">Ends the wait; others may wait for the same read.</param>
    public async Task<BoardAnswer> ReadAsync(RecordQuery query, string sortBy, bool descending, CancellationToken cancellationToken)
    {
        var first = First(sortBy, descending);
        var statement = Statement(query, first);
        return new BoardAnswer(await reads.ReadAsync(statement.Question, () => ReadAsync(query, first, statement, lifetime.ApplicationStopping), cancellationToken), query.Viewer);
    }

    private async Task<ReadBoard> ReadAsync(RecordQuery query, ListRequest first, SqlText statement, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(db);
        batch.BatchCommands.Add(Snapshot.Of(query).ToBatchCommand());
        batch.BatchCommands.Add(statement.ToBatchCommand());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var snapshot = await Snapshot.ReadAsync(reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        using var answer = await WriteAsync(reader, query, first, cancellationToken);
        return new ReadBoard(answer.Body, answer.ETag(query.Viewer.Connection.Id), snapshot);
    }

    /// <summary>The cards of a column that come with the board.</summary>
    public static ListRequest First(string sortBy, bool descending) =>
        new() { Page = 1, PerPage = Cards, SortBy = sortBy, Descending = descending, WithTotal = false };

    /// <summary>Every stage with its totals, in order, and a row for each of its first cards.</summary>
    public static SqlText Statement(RecordQuery query, ListRequest first)
    {
        var sql = new SqlText();
        SqlRaw sort = query.Shape.Sort(first.SortBy).Sql;
        SqlRaw direction = first.Descending ? "desc" : "asc";
        var connection = query.Viewer.Connection.Id;
        SqlRaw leads = query.Shape.Model.Table;
        sql.Append($"""
            with pile as (
              select r.stage_id, count(*) as count, sum(r.expected_revenue) as total, sum({(SqlRaw)OpportunityShape.Weighted}) as weighted
              from {leads} r
            """);
        query.Where(sql);
        sql.Append($"""

              group by r.stage_id
            ),
            stage as (
              select id, name, sequence, fold, is_won from odoo.crm_stage where connection_id = {connection} and state = 'present'
              union all
              select null, null, null, false, false from pile where stage_id is null
            )
            select stage.id, stage.name, coalesce(stage.fold, false), coalesce(stage.is_won, false), coalesce(pile.count, 0),
              trim_scale(coalesce(pile.total, 0))::text, trim_scale(coalesce(pile.weighted, 0))::text, card.*
            from stage
            left join pile on pile.stage_id is not distinct from stage.id
            left join lateral (
              select {sort} as card_sort, ({sort})::text as card_sort_text, r.id as card_id, {(SqlRaw)query.Shape.Select}
              from (

            """);
        AppendCards(sql, query, first);
        return sql.Append($"""

              ) r
            ) card on true
            order by stage.sequence nulls last, stage.id, card.card_sort {direction} nulls last, card.card_id {direction}
            """);
    }

    /// <summary>
    /// The first of a stage as its list has them. Apart from those without a stage, because <c>is not distinct from</c>
    /// uses no index: each stage would read the whole table.
    /// </summary>
    private static void AppendCards(SqlText sql, RecordQuery query, ListRequest first)
    {
        sql.Append($"(");
        query.And(staged => staged.Append($" and r.stage_id = stage.id")).AppendRows(sql, first);
        sql.Append($")\nunion all\n(");
        query.And(unstaged => unstaged.Append($" and r.stage_id is null and stage.id is null")).AppendRows(sql, first);
        sql.Append($")");
    }

    private static async Task<AnswerWriter> WriteAsync(NpgsqlDataReader reader, RecordQuery query, ListRequest first, CancellationToken cancellationToken)
    {
        var answer = new AnswerWriter();
        var stages = new List<BoardStage>();
        answer.Json.WriteStartObject();
        answer.Json.WriteStartArray("kanban");
        var more = await reader.ReadAsync(cancellationToken);
        while (more)
        {
            var stage = BoardStage.Read(reader);
            stages.Add(stage);
            more = await WriteColumnAsync(answer, reader, query, first, stage, cancellationToken);
        }

        answer.Json.WriteEndArray();
        answer.Json.WriteStartArray("stages");
        stages.ForEach(stage => stage.Write(answer.Json));
        answer.Json.WriteEndArray();
        answer.Json.WriteEndObject();
        return answer;
    }

    /// <summary>Writes a column from the rows of its stage; true where the reader then stands on the next stage's first row.</summary>
    private static async Task<bool> WriteColumnAsync(AnswerWriter answer, NpgsqlDataReader reader, RecordQuery query, ListRequest first, BoardStage stage, CancellationToken cancellationToken)
    {
        answer.Json.WriteStartObject();
        stage.WriteTotals(answer.Json);
        answer.Json.WriteStartArray("opportunities");
        var (written, last, next, more) = (0, default(Cursor), default(Cursor), true);
        for (; more && stage.IsAt(reader, StageId); more = await reader.ReadAsync(cancellationToken))
        {
            if (reader.IsDBNull(CardId))
                continue;
            if (written++ < Cards)
            {
                query.Shape.Write(answer, reader, CardShape, query.Viewer.Connection, withETag: true);
                last = At(reader, query, first);
            }
            else
            {
                next = last;
            }
        }

        answer.Json.WriteEndArray();
        answer.Json.WriteString("next_cursor", next?.ToString());
        answer.Json.WriteEndObject();
        return more;
    }

    /// <summary>The place of a card in its column, as the list of opportunities in the same order takes it.</summary>
    private static Cursor At(NpgsqlDataReader reader, RecordQuery query, ListRequest first) => new(
        query.Viewer.Connection.Id,
        first.SortBy,
        first.Descending,
        reader.IsDBNull(CardSort) ? null : reader.GetString(CardSort),
        reader.GetInt64(CardId));
}
