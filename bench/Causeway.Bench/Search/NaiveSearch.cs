using Causeway.Bench.Lists;
using Causeway.Features.Search;
using Causeway.Features.Tasks;
using Causeway.Platform.Database;
using Npgsql;

namespace Causeway.Bench.Search;

/// <summary>What one would write first: what was typed, anywhere in the same texts, by title, of what the reader may see.</summary>
internal static class NaiveSearch
{
    private const int Limit = 6;

    private static readonly Dictionary<string, string[]> Texts = new()
    {
        ["odoo.crm_lead"] = ["name", "partner_name", "contact_name", "email_from", "phone"],
        ["odoo.res_partner"] = ["complete_name", "email", "city", "vat", "ref", "phone"],
        ["odoo.account_move"] = ["name", "ref", "invoice_origin"],
        ["causeway.task"] = ["entity_name", "task_type", "note"],
    };

    public static async Task<IReadOnlyList<SqlText>> StatementsAsync(NpgsqlDataSource database, string username, string text, CancellationToken cancel)
    {
        var viewer = await LoadCase.ViewerAsync(database, username, cancel);
        return [.. SearchQuery.Sources(new TaskReader(viewer.Caller, viewer, IsShared: false)).Select(source => Statement(source, text))];
    }

    private static SqlText Statement(SearchSource source, string text)
    {
        SqlRaw row = source.Row;
        SqlRaw texts = string.Join(", ", Texts[source.Table].Select(column => $"{source.Row}.{Sql.Name(column)}"));
        var sql = new SqlText().Append($"select {row}.id, {(SqlRaw)source.Title}, {(SqlRaw)source.Subtitle} from {(SqlRaw)source.Table} {row} where ");
        source.Within(sql);
        source.Visible(sql);
        return sql.Append($" and concat_ws(' ', {texts}) ilike {$"%{text}%"} order by 2 limit {(SqlRaw)$"{Limit}"}");
    }
}
