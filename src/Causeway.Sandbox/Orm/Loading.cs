using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>
/// load: rows of text, each with an external id that makes or updates its record. One bad row and nothing is
/// kept; what is wrong is said in the answer, not by an error.
/// </summary>
internal static class Loading
{
    public static object? Run(Call call)
    {
        var fields = ((List<object?>)call["fields"]!).OfType<string>().ToList();
        var rows = ((List<object?>)call["data"]!).OfType<List<object?>>().ToList();
        var cells = new LoadedCells(call.Env, call.Model);
        List<int> ids = [];
        List<object?> messages = [];
        for (var at = 0; at < rows.Count; at++)
        {
            Attempt(call, cells, fields, rows[at], at, ids, messages);
        }

        return messages.Count == 0
            ? Answer(ids.ToArray(), messages, 0)
            : throw new LoadRefused(Answer(false, messages, 0));
    }

    private static void Attempt(Call call, LoadedCells cells, List<string> fields, List<object?> row, int at, List<int> ids, List<object?> messages)
    {
        try
        {
            ids.Add(Keep(call, cells, fields, row));
        }
        catch (CellError error)
        {
            messages.Add(Message(error.Message, at, error.Column, error.Label, error.Target));
        }
        catch (OdooError error)
        {
            messages.Add(Message(error.Message, at, null, null, null));
        }
    }

    private static int Keep(Call call, LoadedCells cells, List<string> fields, List<object?> row)
    {
        string? external = null;
        int? id = null;
        var values = new Values();
        for (var i = 0; i < fields.Count; i++)
        {
            switch (fields[i])
            {
                case "id": external = row[i] as string; break;
                case ".id": id = int.Parse($"{row[i]}", null); break;
                default: cells.Read(fields[i], row[i], values); break;
            }
        }

        return Store(call, external, id, values);
    }

    private static int Store(Call call, string? external, int? id, Values values)
    {
        var known = string.IsNullOrEmpty(external) ? null : ExternalIds.Find(call.Env, external);
        var existing = known?.Reference("res_id") ?? id;
        if (existing is { } found && call.Env.Table(call.Model).Find(found) is not null)
        {
            Writing.Run(call.Env, call.Model, [found], values);
            return found;
        }

        var made = call.Env.Create(call.Model.Name, values);
        if (!string.IsNullOrEmpty(external))
        {
            ExternalIds.Add(call.Env, external, call.Model.Name, made);
        }

        return made;
    }

    private static Dictionary<string, object?> Answer(object ids, List<object?> messages, int next) =>
        new() { ["ids"] = ids, ["messages"] = messages, ["nextrow"] = next };

    private static Dictionary<string, object?> Message(string text, int at, string? field, string? label, string? target)
    {
        var message = new Dictionary<string, object?>
        {
            ["rows"] = new Dictionary<string, object?> { ["from"] = at, ["to"] = at },
            ["type"] = "error",
            ["record"] = at,
        };
        if (field is not null)
        {
            message["field"] = field;
        }

        message["message"] = text;
        if (target is not null)
        {
            message["moreinfo"] = PossibleValues(target);
        }

        if (label is not null)
        {
            message["field_name"] = label;
        }

        return message;
    }

    private static Dictionary<string, object?> PossibleValues(string target) => new()
    {
        ["name"] = "Possible Values",
        ["type"] = "ir.actions.act_window",
        ["target"] = "new",
        ["view_mode"] = "list,form",
        ["views"] = new List<object?> { new List<object?> { false, "list" }, new List<object?> { false, "form" } },
        ["context"] = new Dictionary<string, object?> { ["create"] = false },
        ["help"] = "See all possible values",
        ["res_model"] = "ir.model.data",
        ["domain"] = new List<object?> { new List<object?> { "model", "=", target } },
    };
}

/// <summary>A load that keeps nothing: the transaction is undone and the answer still sent.</summary>
internal sealed class LoadRefused(object answer) : Exception("load refused")
{
    public object Answer => answer;
}
