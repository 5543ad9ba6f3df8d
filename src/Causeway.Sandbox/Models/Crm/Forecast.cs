using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Models.Crm;

/// <summary>Probability and what is computed from it. Odoo learns it from the past; here it grows with the stage.</summary>
internal static class Forecast
{
    public static double Automated(Env env, Row lead)
    {
        var stages = Ordering.Sort(env, env.Model("crm.stage"), env.Table("crm.stage").Rows, null).ToList();
        var at = stages.FindIndex(stage => stage.Id == lead.Reference("stage_id"));
        return at < 0 ? 0
            : stages[at].Flag("is_won") ? 100
            : Math.Round(10 + (80.0 * at / Math.Max(1, stages.Count - 1)), 2);
    }

    /// <summary>Sets the automated probability, and the probability with it where nobody has set another.</summary>
    public static Row Refresh(Env env, Row lead, bool force)
    {
        var followed = force || (lead.Flag("active") && lead.Number("probability") == lead.Number("automated_probability"));
        var automated = Automated(env, lead);
        lead = env.Set(lead, "automated_probability", automated);
        return Derive(env, followed ? env.Set(lead, "probability", automated) : lead);
    }

    public static Row Derive(Env env, Row lead)
    {
        lead = env.Set(lead, "prorated_revenue", Math.Round(lead.Number("expected_revenue") * lead.Number("probability") / 100, 2));
        if (lead.Has("recurring_revenue_monthly"))
        {
            var months = env.Follow(lead, "recurring_plan")?.Number("number_of_months") ?? 0;
            lead = env.Set(lead, "recurring_revenue_monthly", lead.Number("recurring_revenue") / Math.Max(1, months));
        }

        return lead.Has("won_status") ? env.Set(lead, "won_status", Status(env, lead)) : lead;
    }

    private static string Status(Env env, Row lead) => lead.Number("probability") switch
    {
        100 when env.Follow(lead, "stage_id")?.Flag("is_won") == true => "won",
        0 when !lead.Flag("active") => "lost",
        _ => "pending",
    };
}
