using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Models.Crm;

/// <summary>Won, lost, archived, restored, converted.</summary>
internal static class LeadMethods
{
    public static readonly IReadOnlyList<Method> All =
    [
        new("action_archive", "", MethodKind.OnRecords, Effect.Writes, call => Archive(call)),
        new("action_unarchive", "", MethodKind.OnRecords, Effect.Writes, call => Restore(call)),
        new("toggle_active", "", MethodKind.OnRecords, Effect.Writes, Toggle),
        new("action_set_lost", "", MethodKind.OnRecords, Effect.Writes, SetLost) { TakesAnything = true },
        new("action_set_won", "", MethodKind.OnRecords, Effect.Writes, SetWon),
        new("action_set_won_rainbowman", "", MethodKind.OnRecords, Effect.Writes, SetWon),
        new("action_set_automated_probability", "", MethodKind.OnRecords, Effect.Writes, Automate),
        new("convert_opportunity", "partner user_ids? team_id?", MethodKind.OnRecords, Effect.Writes, Convert),
    ];

    private static object? Archive(Call call)
    {
        var active = Rows(call).Where(row => row.Flag("active")).ToList();
        BaseMethods.SetActive(call, active: false);
        if (call.Env.Version < 19)
        {
            Write(call, active, new Values { ["probability"] = 0.0, ["automated_probability"] = 0.0 });
        }

        return null;
    }

    private static object? Restore(Call call)
    {
        var archived = Rows(call).Where(row => !row.Flag("active")).ToList();
        BaseMethods.SetActive(call, active: true);
        Write(call, archived, new Values { [call.Env.Version >= 16 ? "lost_reason_id" : "lost_reason"] = false });
        foreach (var row in archived)
        {
            Forecast.Refresh(call.Env, Creating.Current(row), force: false);
        }

        return null;
    }

    private static object? Toggle(Call call)
    {
        foreach (var row in Rows(call))
        {
            var one = call with { Ids = [row.Id] };
            _ = row.Flag("active") ? Archive(one) : Restore(one);
        }

        return null;
    }

    private static object? SetLost(Call call)
    {
        Archive(call);
        var values = new Values(call.Arguments);
        if (call.Env.Version >= 19)
        {
            values["probability"] = 0.0;
            values["automated_probability"] = 0.0;
        }

        if (values.Count > 0)
        {
            Write(call, Rows(call), values);
        }

        return call.Env.Version == 14 ? true : null;
    }

    private static object? SetWon(Call call)
    {
        Restore(call);
        foreach (var row in Rows(call))
        {
            Write(call, [row], new Values { ["stage_id"] = WonStage(call.Env, row).Id, ["probability"] = 100.0 });
        }

        return true;
    }

    /// <summary>The next won stage in the pipeline, or the last one passed.</summary>
    private static Row WonStage(Env env, Row lead)
    {
        var won = Ordering.Sort(env, env.Model("crm.stage"), env.Table("crm.stage").Rows.Where(stage => stage.Flag("is_won")), null).ToList();
        var at = env.Follow(lead, "stage_id")?.Number("sequence") ?? 0;
        return won.Find(stage => stage.Number("sequence") > at) ?? won.FindLast(stage => stage.Number("sequence") <= at)
            ?? throw OdooError.User("There is no won stage.");
    }

    private static object? Automate(Call call)
    {
        foreach (var row in Rows(call))
        {
            Write(call, [row], new Values { ["probability"] = row.Number("automated_probability") });
        }

        return null;
    }

    private static object? Convert(Call call)
    {
        if (call["partner"] is long && call.Env.Version >= 16)
        {
            // The method wants a record, which no transport can carry.
            throw OdooError.Attribute("'int' object has no attribute 'id'");
        }

        foreach (var row in Rows(call).Where(row => row.Flag("active") && row.Number("probability") < 100))
        {
            Write(call, [row], Converted(call, row));
        }

        return true;
    }

    private static Values Converted(Call call, Row row)
    {
        var values = new Values { ["type"] = "opportunity", ["date_conversion"] = call.Env.Now };
        if (row["partner_id"] is not null)
        {
            values["partner_id"] = false;
        }

        if (call["user_ids"] is List<object?> { Count: > 0 } users)
        {
            values["user_id"] = users[0];
        }

        if (Python.IsTrue(call["team_id"]))
        {
            values["team_id"] = call["team_id"];
        }

        return values;
    }

    private static IReadOnlyList<Row> Rows(Call call) => Writing.Existing(call.Env, call.Model, call.Ids);

    private static void Write(Call call, IReadOnlyList<Row> rows, Values values)
    {
        if (rows.Count > 0)
        {
            Writing.Run(call.Env, call.Model, [.. rows.Select(row => row.Id)], values);
        }
    }
}
