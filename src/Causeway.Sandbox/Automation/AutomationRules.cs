using System.Globalization;
using System.Text.Json;
using Causeway.Sandbox.Data;

namespace Causeway.Sandbox.Automation;

/// <summary>What the rules make of a transaction: a notice for each rule and record, at the end of what it did.</summary>
internal static class AutomationRules
{
    private const string Webhook = "webhook";

    public static bool AreThere(Database database) => database.Models.TryGet("base.automation", out _) && database.Table("base.automation").Count > 0;

    public static IReadOnlyList<Notice> Of(Database database, Transaction transaction)
    {
        if (!AreThere(database))
        {
            return transaction.Asked;
        }

        var rules = database.Table("base.automation").Rows.Where(rule => rule.Flag("active"))
            .ToLookup(rule => database.Table("ir.model").Find(rule.Reference("model_id"))?.Text("model"));
        var notices =
            from edit in transaction.Edits()
            where edit.Before is not null || edit.After is not null
            from rule in rules[edit.Table.Model.Name]
            where IsMeant(database, rule, edit)
            from action in Actions(database, rule)
            select Notify(database, action, (edit.After ?? edit.Before)!);
        return [.. transaction.Asked, .. notices];
    }

    /// <summary>The body of Odoo's "Send Webhook Notification": keys in order, bare ids, false for what is empty.</summary>
    public static Notice Notify(Database database, Row action, Row record)
    {
        var body = new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["_action"] = $"{action.Text("name")}(#{action.Id.ToString(CultureInfo.InvariantCulture)})",
            ["_id"] = record.Id,
            ["_model"] = record.Model.Name,
        };
        foreach (var name in Names(database, action, "webhook_field_ids"))
        {
            body["id"] = record.Id;
            body[name] = Plain(record[name]);
        }

        return new Notice(action.Text("webhook_url") ?? "", JsonSerializer.Serialize(body));
    }

    private static IEnumerable<Row> Actions(Database database, Row rule)
    {
        var actions = database.Table("ir.actions.server");
        return actions.PointingTo(actions.Model["base_automation_id"], rule.Id).Where(action => action.Text("state") == Webhook);
    }

    private static bool IsMeant(Database database, Row rule, Edit edit) => (rule.Text("trigger"), edit) switch
    {
        ("on_unlink", { After: null }) => true,
        ("on_create" or "on_create_or_write", { Before: null, After: not null }) => true,
        ("on_write" or "on_create_or_write", { Before: { } before, After: { } after }) => IsWatched(database, rule, before, after),
        _ => false,
    };

    /// <summary>Without trigger fields every write counts, one that changes nothing too.</summary>
    private static bool IsWatched(Database database, Row rule, Row before, Row after)
    {
        var watched = Names(database, rule, "trigger_field_ids");
        return watched.Count == 0 || watched.Any(name => !Same(before[name], after[name]));
    }

    private static List<string> Names(Database database, Row row, string field) =>
        [.. row.Links(field).Select(id => database.Table("ir.model.fields").Find(id)?.Text("name")).OfType<string>()];

    private static bool Same(object? a, object? b) => a is int[] left && b is int[] right ? left.SequenceEqual(right) : Equals(a, b);

    private static object Plain(object? value) => value switch
    {
        null => false,
        Translation text => text.In(Translation.Source) ?? (object)false,
        DateTime { Microsecond: 0, Millisecond: 0 } at => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        CompanyValues => false,
        _ => value,
    };
}
