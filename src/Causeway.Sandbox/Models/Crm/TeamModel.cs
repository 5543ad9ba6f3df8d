using Causeway.Sandbox.Data;
using Causeway.Sandbox.Models.Mail;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Models.Crm;

/// <summary>Sales teams and who is in them.</summary>
internal static class TeamModel
{
    public static readonly ModelDeclaration Declaration = new("crm.team", "Sales Team", "sequence ASC, create_date DESC, id DESC",
    [
        Char("name", "Sales Team").Required().Translated(),
        Integer("sequence", "Sequence").DefaultsTo(10L),
        Boolean("active", "Active").DefaultsTo(true),
        Many2one("user_id", "Team Leader", "res.users"),
        One2many("member_ids", "Channel Members", "res.users", "sale_team_id").Until(14),
        Many2many("member_ids", "Salespersons", "res.users").By((env, row) => Members(env, row)).Since(16),
        One2many("crm_team_member_ids", "Sales Team Members", "crm.team.member", "crm_team_id").Since(16),
        Many2one("company_id", "Company", "res.company"),
        Boolean("use_leads", "Leads"),
        Boolean("use_opportunities", "Pipeline").DefaultsTo(true),
        Many2one("alias_id", "Alias", "mail.alias").Required().DefaultsTo(env => env.Sudo().Create("mail.alias", new Values { ["name"] = "sales" })),
        Char("alias_name", "Alias Name").Through("alias_id", "name"),
        PropertiesDefinition("lead_properties_definition", "Lead Properties").Since(16),
        Float("invoiced_target", "Invoicing Target"),
        Integer("color", "Color Index"),
        .. Threads.Fields,
    ]);

    public static readonly ModelDeclaration Member = new("crm.team.member", "Sales Team Member", "create_date ASC, id",
    [
        Many2one("crm_team_id", "Sales Team", "crm.team").Required().Deletes(OnDelete.Cascade),
        Many2one("user_id", "Salesperson", "res.users").Required().Deletes(OnDelete.Cascade),
        Boolean("active", "Active").DefaultsTo(true),
        Boolean("assignment_optout", "Skip auto assignment"),
        Integer("assignment_max", "Average Leads Capacity (on 30 days)").DefaultsTo(30L),
        .. Threads.Fields,
    ]) { FirstVersion = 16, Behaviour = new MemberBehaviour() };

    /// <summary>Until 14 a user belongs to one team, which stands on the user.</summary>
    public static int[] Members(Env env, Row team)
    {
        if (env.Version <= 14)
        {
            var users = env.Table("res.users");
            return [.. users.PointingTo(users.Model["sale_team_id"], team.Id).Select(user => user.Id)];
        }

        var members = env.Table("crm.team.member");
        return [.. members.PointingTo(members.Model["crm_team_id"], team.Id)
            .Where(member => member.Flag("active")).Select(member => member.Reference("user_id")!.Value)];
    }

    /// <summary>The team that the user leads or belongs to, or the first there is.</summary>
    public static Row? DefaultFor(Env env, int? user)
    {
        var teams = Ordering.Sort(env, env.Model("crm.team"), env.Table("crm.team").Rows.Where(team => team.Flag("active")), null).ToList();
        return teams.Find(team => team.Reference("user_id") == user || Members(env, team).Contains(user ?? 0)) ?? teams.FirstOrDefault();
    }

    private sealed class MemberBehaviour : Behaviour
    {
        public override string DisplayName(Env env, Row row) =>
            env.Follow(row, "user_id") is { } user ? env.DisplayName(user) : base.DisplayName(env, row);
    }
}
