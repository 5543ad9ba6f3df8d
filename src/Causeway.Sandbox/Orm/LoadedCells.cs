using System.Globalization;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>Reads the text cells of a load: relations by <c>/.id</c>, <c>/id</c> or name, the rest by the field's type.</summary>
internal sealed class LoadedCells(Env env, Model model)
{
    public void Read(string column, object? cell, Values values)
    {
        var parts = column.Split('/', 2);
        if (!model.TryGet(parts[0], out var field))
        {
            throw OdooError.Value($"Invalid field name '{parts[0]}'");
        }

        values[field.Name] = cell is null or false or "" ? false : field.Relation is null ? Plain(field, cell) : Related(field, parts.ElementAtOrDefault(1), cell);
    }

    private object? Related(Field field, string? by, object cell)
    {
        var names = field.Type == FieldType.Many2one ? [$"{cell}"] : $"{cell}".Split(',', StringSplitOptions.TrimEntries);
        var ids = names.Select(name => (object?)(long)Target(field, by, name)).ToList();
        return field.Type == FieldType.Many2one ? ids[0] : new List<object?> { new List<object?> { 6L, 0L, ids } };
    }

    private int Target(Field field, string? by, string name)
    {
        var target = env.Model(field.Relation!);
        var row = by switch
        {
            ".id" => int.TryParse(name, out var id) ? env.Find(target.Name, id) : null,
            "id" => ExternalIds.Find(env, name) is { } data && data.Text("model") == target.Name ? env.Find(target.Name, data.Reference("res_id")) : null,
            _ => env.Table(target).Rows.FirstOrDefault(other => env.DisplayName(other) == name),
        };
        var kind = by switch { ".id" => "database id", "id" => "external id", _ => "name" };
        return row?.Id ?? throw new CellError($"No matching record found for {kind} '{name}' in field '{field.Label}'", field.Name, field.Label, target.Name);
    }

    private object? Plain(Field field, object cell)
    {
        var text = Convert.ToString(cell, CultureInfo.InvariantCulture)!;
        return field.Type switch
        {
            FieldType.Boolean => cell is true || text is "1" or "True" or "true" or "TRUE" or "yes" or "Yes",
            FieldType.Integer or FieldType.Many2oneReference => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw NotA(field, text, "integer"),
            FieldType.Float or FieldType.Monetary => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw NotA(field, text, "number"),
            FieldType.Selection => Selected(field, text),
            FieldType.Date or FieldType.DateTime => Time(field, text),
            _ => cell,
        };
    }

    private static string Selected(Field field, string text) =>
        field.Options.FirstOrDefault(option => option.Key == text || option.Label.Equals(text, StringComparison.OrdinalIgnoreCase)).Key
        ?? throw new CellError($"Value '{text}' not found in selection field '{field.Label}'", field.Name, field.Label, null);

    private string Time(Field field, string text)
    {
        try
        {
            return Conversion.ToStored(model, field, text) is null ? "" : text;
        }
        catch (OdooError)
        {
            throw new CellError($"'{text}' does not seem to be a valid {(field.Type == FieldType.Date ? "date" : "datetime")} for field '{field.Label}'", field.Name, field.Label, null);
        }
    }

    private static CellError NotA(Field field, string text, string kind) =>
        new($"'{text}' does not seem to be a{(kind == "integer" ? "n" : "")} {kind} for field '{field.Label}'", field.Name, field.Label, null);
}

/// <summary>A cell that does not fit its field; <see cref="Target"/> is the model among whose records the value was looked for.</summary>
internal sealed class CellError(string message, string column, string label, string? target) : Exception(message)
{
    public string Column => column;

    public string Label => label;

    public string? Target => target;
}
