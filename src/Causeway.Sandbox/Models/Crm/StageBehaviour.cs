using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Models.Crm;

internal sealed class StageBehaviour : Behaviour
{
    /// <summary>A stage that becomes "won" makes its leads won, and back; that moves their write_date.</summary>
    public override void AfterWrite(Env env, Row before, Row row, Values values)
    {
        if (!values.TryGetValue("is_won", out var isWon) || Python.IsTrue(isWon) == before.Flag("is_won"))
        {
            return;
        }

        var leads = env.Table("crm.lead");
        foreach (var lead in leads.PointingTo(leads.Model["stage_id"], row.Id).ToList())
        {
            Forecast.Refresh(env, lead, force: true);
        }
    }
}
