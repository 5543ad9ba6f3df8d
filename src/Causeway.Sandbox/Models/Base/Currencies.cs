using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Models.Base;

internal static class Currencies
{
    /// <summary>Units of the currency for one of the company's, by the latest rate that is not in the future; 1 where none is known.</summary>
    public static double Rate(Env env, Row currency)
    {
        var rates = env.Table("res.currency.rate");
        var latest = rates.PointingTo(rates.Model["currency_id"], currency.Id)
            .Where(rate => rate["name"] is DateOnly day && day <= env.Today)
            .MaxBy(rate => rate["name"] as DateOnly?);
        return latest?.Number("rate") is { } value and > 0 ? value : 1;
    }
}

internal sealed class RateBehaviour : Behaviour
{
    public override string DisplayName(Env env, Row row) => row["name"] is DateOnly day ? Wire.WireValues.Day(day) : base.DisplayName(env, row);
}

internal sealed class StateBehaviour : Behaviour
{
    public override string DisplayName(Env env, Row row) =>
        env.Follow(row, "country_id") is { } country ? $"{row.Text("name")} ({country.Text("code")})" : base.DisplayName(env, row);
}
