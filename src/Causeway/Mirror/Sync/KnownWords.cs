using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Dapper;
using Npgsql;

namespace Causeway.Mirror.Sync;

/// <summary>
/// Learns the words of what changed, so that a search can tell which may have been meant. After a run, and not with each
/// row: they are needed for typos alone, and would cost every upsert.
/// </summary>
internal sealed class KnownWords(NpgsqlDataSource database)
{
    public async Task LearnAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        foreach (var model in ConnectionModels.Of(connection).Where(model => model.Search is not null))
        {
            await db.ExecuteAsync(new CommandDefinition(Learn(model), new { connection = connection.Id, model = model.Name }, commandTimeout: 0, cancellationToken: cancellationToken));
            // What waits to be put in its place in the index is read whole by every search.
            await db.ExecuteAsync(new CommandDefinition($"select gin_clean_pending_list('odoo.{SearchColumn.IndexName(model)}')", commandTimeout: 0, cancellationToken: cancellationToken));
        }
    }

    /// <summary>Ten minutes again, for transactions that commit late. Numbers are found as they are, or not at all.</summary>
    private static string Learn(MirrorModel model) => $"""
        with stream as materialized (
          select coalesce(words_until - interval '10 minutes', '-infinity') as since
          from causeway.sync_stream
          where connection_id = @connection and model = @model
        ),
        word as (
          select distinct word
          from {model.Table} r, unnest(string_to_array(translate(r.{SearchColumn.Name}, E'\n.,;:!?@/\\()[]<>"''+&-_|', repeat(' ', 30)), ' ')) word
          where r.connection_id = @connection and r.changed_at >= (select since from stream)
            and length(word) between 4 and 40 and word !~ '[0-9]'
        ),
        learned as (
          insert into causeway.search_word (connection_id, word) select @connection, word from word
          on conflict do nothing
        )
        update causeway.sync_stream set words_until = now() where connection_id = @connection and model = @model
        """;
}
