using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Npgsql;

namespace Causeway.Mirror.Changes;

/// <summary>A page of the feed for one viewer.</summary>
/// <param name="Changes">What the viewer may know of, in order.</param>
/// <param name="Position">Up to where was looked; further than the last change where others' were passed over.</param>
/// <param name="HasMore">Whether there was more to look at.</param>
internal sealed record ChangePage(IReadOnlyList<Change> Changes, long Position, bool HasMore);

/// <summary>
/// Reads the feed under the visibility rule, as it held before and after each change: what leaves the viewer's sight comes
/// as <c>hidden</c> with its key alone, and only to those who saw it before.
/// </summary>
internal sealed class ChangeQuery(NpgsqlDataSource database)
{
    private static readonly string[] WithoutSalesperson = [.. DefaultModels.All.Where(model => model.SalespersonField is null).Select(model => model.Name)];

    private static readonly string[] WithSalesperson = [.. DefaultModels.All.Select(model => model.Name).Except(WithoutSalesperson)];

    public async Task<ChangePage> ReadAsync(Viewer viewer, long since, string[]? models, int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        await using var command = Statement(viewer, since, models, limit).ToCommand(db);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (changes, position, looked) = (new List<Change>(), since, 0);
        while (await reader.ReadAsync(cancellationToken))
        {
            looked++;
            position = reader.GetInt64(0);
            if (Seen(reader) is { } change)
                changes.Add(change);
        }

        return new ChangePage(changes, position, looked == limit);
    }

    private static SqlText Statement(Viewer viewer, long since, string[]? models, int limit)
    {
        var sql = new SqlText();
        sql.Append($"""
            select version, model, id, kind, changed_fields, at,
            """);
        AppendVisible(sql, viewer, "before");
        sql.Append($",");
        AppendVisible(sql, viewer, "after");
        sql.Append($"""

            from causeway.change c
            where connection_id = {viewer.Connection.Id} and version > {since}
            """);
        if (models is not null)
            sql.Append($" and model = any({models})");
        return sql.Append($" order by version limit {(SqlRaw)$"{limit}"}");
    }

    private static void AppendVisible(SqlText sql, Viewer viewer, SqlRaw when)
    {
        sql.Append($" (true");
        if (viewer.Companies is { } companies)
            sql.Append($" and (company_{when} is null or company_{when} = any({companies}))");
        if (!viewer.SeesEverybody)
        {
            sql.Append($"""
                 and (model = any({SeenByAll(viewer)}) or model = any({WithSalesperson}) and (user_{when} = any({viewer.People})
                   or ({viewer.SeesUnassigned} and user_{when} is null and (team_{when} is null or team_{when} = any({viewer.Teams})))))
                """);
        }

        if (!viewer.Caller.IsAdmin)
        {
            sql.Append($"""
                 and not (model = 'res.partner' and exists (
                   select from odoo.res_partner p where p.connection_id = c.connection_id and p.id = c.id and p.type = 'private'))
                """);
        }

        sql.Append($")");
    }

    /// <summary>What has no salesperson, and of the models that an administrator added those that are opened to members.</summary>
    private static string[] SeenByAll(Viewer viewer) =>
        [.. WithoutSalesperson, .. viewer.Connection.ChosenModels.Where(choice => choice.OpenToMembers).Select(choice => choice.Model).Except(WithSalesperson)];

    private static Change? Seen(NpgsqlDataReader reader)
    {
        var (kind, before, after) = (reader.GetString(3), reader.GetBoolean(6), reader.GetBoolean(7));
        var shown = kind switch
        {
            "insert" => after ? kind : null,
            "update" => after ? kind : before ? "hidden" : null,
            _ => before ? kind : null,
        };
        return shown is null ? null : new Change
        {
            Version = reader.GetInt64(0),
            Model = reader.GetString(1),
            Id = reader.GetInt64(2),
            Kind = shown,
            ChangedFields = shown == "update" && !reader.IsDBNull(4) ? reader.GetFieldValue<string[]>(4) : null,
            At = reader.GetFieldValue<DateTimeOffset>(5),
        };
    }
}
