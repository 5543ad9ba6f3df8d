using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Models.Accounting;

/// <summary>A line's amounts are those of its invoice, which a change of the line therefore moves.</summary>
internal sealed class LineBehaviour : Behaviour
{
    public override bool Shows(Env env, Row row) => env.Follow(row, "move_id") is { } move && move.Model.Behaviour.Shows(env, move);

    public override Row AfterCreate(Env env, Row row, Values values)
    {
        Amounts(env, row);
        return Creating.Current(row);
    }

    public override void AfterWrite(Env env, Row before, Row row, Values values)
    {
        Amounts(env, row);
        if (env.Version > 14 && env.Follow(row, "move_id") is { } move)
        {
            env.Touch(move);
        }
    }

    public override void AfterUnlink(Env env, Row row)
    {
        if (env.Follow(row, "move_id") is { } move)
        {
            MoveBehaviour.Total(env, move);
        }
    }

    private static void Amounts(Env env, Row row)
    {
        var subtotal = Math.Round(row.Number("quantity") * row.Number("price_unit") * (1 - (row.Number("discount") / 100)), 2);
        row = env.Set(row, "price_subtotal", subtotal);
        row = env.Set(row, "price_total", Math.Round(subtotal * 1.2, 2));
        row = env.Set(row, "credit", subtotal);
        row = env.Set(row, "balance", -subtotal);
        if (env.Follow(row, "move_id") is { } move)
        {
            env.Set(row, "date", move["date"]);
            MoveBehaviour.Total(env, move);
        }
    }
}
