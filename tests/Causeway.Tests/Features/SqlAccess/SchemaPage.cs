using System.Text;
using Causeway.Features.SqlAccess;
using Causeway.Mirror.Catalog;
using Dapper;
using Npgsql;

namespace Causeway.Tests.Features.SqlAccess;

/// <summary>The columns of docs/schema.md as the database has them: names and types from there, meanings from the code.</summary>
internal static class SchemaPage
{
    public const string Begin = "<!-- From here on made from the database: UPDATE_SCHEMA=1 dotnet test --filter SchemaPageTests -->";

    /// <summary>What every view of a mirror table has.</summary>
    private static readonly (string Name, string Meaning)[] OfEveryTable =
    [
        ("connection_id", "The Odoo connection; `shared.connection` names it"),
        ("id", "Odoo's id, unique within the connection"),
        ("custom", "The instance's own fields, and those that an administrator named, under Odoo's names"),
        ("write_date", "When it was last written in Odoo"),
        ("create_date", "When it was made in Odoo"),
        ("state", "`present`, or `deleted`: Odoo has it no more. What Odoo hides from the mirror's account is not shown"),
        ("state_since", "Since when"),
        ("state_reason", "How that was found"),
        ("changed_at", "When the mirror last saw a change"),
        ("confirmed_at", "When the mirror last confirmed it"),
    ];

    public static async Task<string> MadeFromAsync(NpgsqlDataSource database)
    {
        await using var db = await database.OpenConnectionAsync();
        var page = new StringBuilder($"{Begin}\n\n## Views with names resolved\n");
        foreach (var view in SqlViews.All.OrderBy(view => view.Name.StartsWith("shared.", StringComparison.Ordinal)))
            Append(page, $"`{view.Name}`", view.Meaning, from column in await ColumnsAsync(db, view.Name) select (column.Name, column.Type, view.Columns.Single(known => known.Name == column.Name).Meaning));
        page.Append("\n## Mirror tables\n");
        var names = await ColumnsAsync(db, "shared.name");
        Append(page, "Every table of a model", "These columns, and the fields below.", from column in await ColumnsAsync(db, DefaultModels.Tag.View()) join common in OfEveryTable on column.Name equals common.Name select (column.Name, column.Type, common.Meaning));
        foreach (var model in DefaultModels.All)
            Append(page, $"`{model.View()}`: {model.Name}", null, from column in await ColumnsAsync(db, model.View()) where OfEveryTable.All(common => common.Name != column.Name) select (column.Name, column.Type, Meaning(model, column.Name)));
        Append(page, "`shared.name`", "Names of records whose model is not mirrored.", names.Select(column => (column.Name, column.Type, column.Name switch
        {
            "connection_id" => "The Odoo connection",
            "model" => "Odoo's name of the model, such as `uom.uom`",
            "id" => "Odoo's id there",
            "display_name" => "What Odoo shows for it; null where the mirror's account may not read it",
            "refreshed_at" => "When that was asked",
            var other => throw new InvalidOperationException($"shared.name has a column {other} that nobody has explained."),
        })));
        return page.ToString();
    }

    private static string View(this MirrorModel model) => $"shared.{model.Table["odoo.".Length..]}";

    private static string Meaning(MirrorModel model, string column)
    {
        if (column == SearchColumn.Name)
            return "its words, as searches compare them: no part of the contract";
        if (model.Fields.FirstOrDefault(known => known.SortColumn == column) is { } sorted)
            return $"what lists by `{sorted.Name}` are sorted by: no part of the contract";
        var field = model.Fields.Single(known => known.Column == column);
        var meaning = field.Type switch
        {
            MirrorType.Reference => $"id of `{field.Relation}`",
            MirrorType.References => $"ids of `{field.Relation}`",
            MirrorType.Properties => "properties, by their names",
            _ => "",
        };
        return field.Name == column ? meaning : $"Odoo's `{field.Name}` {meaning}".TrimEnd();
    }

    private static void Append(StringBuilder page, string title, string? meaning, IEnumerable<(string Name, string Type, string Meaning)> columns)
    {
        page.Append($"\n### {title}\n\n{(meaning is null ? "" : meaning + "\n\n")}| Column | Type | |\n| --- | --- | --- |\n");
        foreach (var (name, type, what) in columns)
            page.Append($"| `{name}` | {type} |{(what.Length > 0 ? $" {what} " : " ")}|\n");
    }

    private static async Task<IReadOnlyList<(string Name, string Type)>> ColumnsAsync(NpgsqlConnection db, string view) =>
        (await db.QueryAsync<(string, string)>(
            "select attname, replace(format_type(atttypid, atttypmod), 'timestamp with time zone', 'timestamptz') from pg_attribute where attrelid = @view::regclass and attnum > 0 and not attisdropped order by attnum",
            new { view })).AsList();
}
