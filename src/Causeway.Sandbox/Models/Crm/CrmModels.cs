using Causeway.Sandbox.Schema;
using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Models.Crm;

/// <summary>The small tables around leads.</summary>
internal static class CrmModels
{
    public static readonly IReadOnlyList<ModelDeclaration> All =
    [
        LeadModel.Declaration,
        new("crm.stage", "CRM Stages", "sequence, name, id",
        [
            Char("name", "Stage Name").Required().Translated(),
            Integer("sequence", "Sequence").DefaultsTo(1L),
            Boolean("is_won", "Is Won Stage?"),
            Boolean("fold", "Folded in Pipeline"),
            Many2one("team_id", "Sales Team", "crm.team").Until(18),
            Many2many("team_ids", "Sales Teams", "crm.team").Since(19),
            Text("requirements", "Requirements"),
            Integer("rotting_threshold_days", "Days to rot").Since(19),
            Integer("color", "Color").Since(19),
        ]) { Behaviour = new StageBehaviour(), IsSilentWhenMissing = true },
        new("crm.tag", "CRM Tag", "id",
        [
            Char("name", "Tag Name").Required().Translated(),
            Integer("color", "Color").DefaultsTo(4L),
        ]) { Unique = [new Unique("crm_tag_name_uniq", "Tag name already exists!", "name")], IsSilentWhenMissing = true },
        new("crm.lost.reason", "Opp. Lost Reason", "id",
        [
            Char("name", "Description").Required().Translated(),
            Boolean("active", "Active").DefaultsTo(true),
            Integer("leads_count", "Leads Count").By((env, row) => Leads(env, row)),
        ]) { IsSilentWhenMissing = true },
        new("crm.recurring.plan", "CRM Recurring revenue plans", "sequence",
        [
            Char("name", "Plan Name").Required().Translated(),
            Integer("number_of_months", "# Months").Required(),
            Boolean("active", "Active").DefaultsTo(true),
            Integer("sequence", "Sequence").DefaultsTo(10L),
        ]) { FirstVersion = 16 },
        TeamModel.Declaration,
        TeamModel.Member,
        ConvertWizard.Declaration,
    ];

    private static int Leads(Orm.Env env, Data.Row reason)
    {
        var leads = env.Table("crm.lead");
        return leads.PointingTo(leads.Model[env.Version >= 16 ? "lost_reason_id" : "lost_reason"], reason.Id).Count;
    }
}
