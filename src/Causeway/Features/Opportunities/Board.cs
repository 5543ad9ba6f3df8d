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

    private static readonly ListRequest First = new() { Page = 1, PerPage = Cards, SortBy = OpportunityShape.BoardSort, Descending = true, WithTotal = false };

    // The statement's columns: the stage's, then the card's sort value and id, then its shape.
    private const int StageId = 0;
    private const int CardPriority = 7;
    private const int CardId = 8;
    private const int CardShape = 9;

    public async Task<BoardAnswer> ReadAsync(RecordQuery query, CancellationToken cancellationToken)
    {
        var statement = Statement(query);
        return new BoardAnswer(await reads.ReadAsync(statement.Question, () => ReadAsync(query, statement, lifetime.ApplicationStopping), cancellationToken), query.Viewer);
    }

    private async Task<ReadBoard> ReadAsync(RecordQuery query, SqlText statement, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(db);
        batch.BatchCommands.Add(Snapshot.Of(query).ToBatchCommand());
        batch.BatchCommands.Add(statement.ToBatchCommand());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var snapshot = await Snapshot.ReadAsync(reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        using var answer = await WriteAsync(reader, query, cancellationToken);
        return new ReadBoard(answer.Body, answer.ETag(query.Viewer.Connection.Id), snapshot);
    }

    public static SqlText Statement(RecordQuery query)
    {
        var sql = new SqlText();
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
              select r.priority as card_priority, r.id as card_id, {(SqlRaw)query.Shape.Select}
              from (

            """);
        AppendCards(sql, query);
        return sql.Append($"""

              ) r
            ) card on true
            order by stage.sequence nulls last, stage.id, card.card_priority desc nulls last, card.card_id desc
            """);
    }

    /// <summary>
    /// The first of a stage as its list has them. Apart from those without a stage, because <c>is not distinct from</c>
    /// uses no index: each stage would read the whole table.
    /// </summary>
    private static void AppendCards(SqlText sql, RecordQuery query)
    {
        sql.Append($"(");
        query.And(staged => staged.Append($" and r.stage_id = stage.id")).AppendRows(sql, First);
        sql.Append($")\nunion all\n(");
        query.And(unstaged => unstaged.Append($" and r.stage_id is null and stage.id is null")).AppendRows(sql, First);
        sql.Append($")");
    }

    private static async Task<AnswerWriter> WriteAsync(NpgsqlDataReader reader, RecordQuery query, CancellationToken cancellationToken)
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
            more = await WriteColumnAsync(answer, reader, query, stage, cancellationToken);
        }

        answer.Json.WriteEndArray();
        answer.Json.WriteStartArray("stages");
        stages.ForEach(stage => stage.Write(answer.Json));
        answer.Json.WriteEndArray();
        answer.Json.WriteEndObject();
        return answer;
    }

    /// <summary>Writes a column from the rows of its stage; true where the reader then stands on the next stage's first row.</summary>
    private static async Task<bool> WriteColumnAsync(AnswerWriter answer, NpgsqlDataReader reader, RecordQuery query, BoardStage stage, CancellationToken cancellationToken)
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
                last = At(reader, query);
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

    /// <summary>The place of a card in its column, as the list of opportunities sorted by priority takes it.</summary>
    private static Cursor At(NpgsqlDataReader reader, RecordQuery query) => new(
        query.Viewer.Connection.Id,
        OpportunityShape.BoardSort,
        Descending: true,
        reader.IsDBNull(CardPriority) ? null : reader.GetString(CardPriority),
        reader.GetInt64(CardId));
}
