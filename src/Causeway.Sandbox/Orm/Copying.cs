using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Orm;

/// <summary>copy: a new record with the values of another.</summary>
internal static class Copying
{
    private static readonly HashSet<string> Unique = new(StringComparer.Ordinal)
        { "id", "create_date", "create_uid", "write_date", "write_uid", "date_closed", "date_open", "date_last_stage_update" };

    public static object? Run(Call call)
    {
        var given = call["default"] as Dictionary<string, object?> ?? [];
        var made = Writing.Existing(call.Env, call.Model, call.Ids).Select(row => Copy(call, row, given)).ToArray();
        return call.Env.Version >= 18 || call.IsNamed ? made : made[0];
    }

    private static int Copy(Call call, Row row, Dictionary<string, object?> given)
    {
        var values = new Values(given);
        foreach (var field in row.Model.Fields.Where(field => field.HasColumn && !Unique.Contains(field.Name)))
        {
            values.TryAdd(field.Name, Plain(call.Env, row, field));
        }

        return call.Env.Create(call.Model.Name, values);
    }

    private static object? Plain(Env env, Row row, Field field) => env.Value(row, field) switch
    {
        DateTime at => Wire.WireValues.Moment(at),
        DateOnly day => Wire.WireValues.Day(day),
        int[] ids => ids,
        var value => value,
    };
}
