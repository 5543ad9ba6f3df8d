using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;
using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Models.Crm;

/// <summary>The window behind "Convert to Opportunity". What merging does is left out.</summary>
internal static class ConvertWizard
{
    private const string Name = "crm.lead2opportunity.partner";

    public static readonly ModelDeclaration Declaration = new(Name, "Convert Lead to Opportunity (not in mass)", "id",
    [
        Selection("name", "Conversion Action", ("convert", "Convert to opportunity"), ("merge", "Merge with existing opportunities")),
        Selection("action", "Related Customer", ("create", "Create a new customer"), ("exist", "Link to an existing customer"), ("nothing", "Do not link to a customer")).Until(18),
        Selection("action", "Related Customer", ("create", "Create a new customer"), ("exist", "Link to an existing customer")).Since(19),
        Many2one("lead_id", "Associated Lead", "crm.lead").Required(),
        Many2one("partner_id", "Customer", "res.partner"),
        Many2one("user_id", "Salesperson", "res.users"),
        Many2one("team_id", "Sales Team", "crm.team"),
        Boolean("force_assignment", "Force assignment").DefaultsTo(true),
    ])
    {
        Behaviour = new WizardBehaviour(),
    };

    private sealed class WizardBehaviour : Behaviour
    {
        public override IReadOnlyList<Method> Methods { get; } = [new("action_apply", "", MethodKind.OnRecords, Effect.Writes, Apply)];

        /// <summary>Nobody sees another's window.</summary>
        public override bool Shows(Env env, Row row) => row.Reference("create_uid") == env.Uid;

        /// <summary>The salesperson of the lead, and of a salesperson their first team, where neither is said.</summary>
        public override void BeforeCreate(Env env, Values values)
        {
            var lead = env.Find("crm.lead", Python.Id(values.GetValueOrDefault("lead_id")));
            values.TryAdd("user_id", lead?.Reference("user_id"));
            if (Python.Id(values["user_id"]) is { } user && !values.ContainsKey("team_id"))
            {
                values["team_id"] = TeamModel.DefaultFor(env, user)?.Id;
            }
        }

        private static object? Apply(Call call)
        {
            var (env, wizard) = (call.Env, Writing.Existing(call.Env, call.Model, call.Ids).Single());
            var leads = env.Context.Values.GetValueOrDefault("active_ids") is List<object?> ids ? Python.Ids(ids) : [];
            foreach (var lead in Writing.Existing(env, env.Model("crm.lead"), leads))
            {
                Convert(env, wizard, lead);
                Allocate(env, wizard, Creating.Current(lead));
            }

            return new Dictionary<string, object?>
            {
                ["name"] = "Lead or Opportunity",
                ["view_mode"] = "form",
                ["res_model"] = "crm.lead",
                ["res_id"] = leads[0],
                ["type"] = "ir.actions.act_window",
            };
        }

        /// <summary>The partner is set even on what is won, and stays a lead.</summary>
        private static void Convert(Env env, Row wizard, Row lead)
        {
            if (!lead.Flag("active"))
            {
                return;
            }

            if (wizard.Reference("partner_id") is { } partner)
            {
                env.Write(lead, new Values { ["partner_id"] = (long)partner });
            }

            if (lead.Number("probability") < 100)
            {
                env.Write(Creating.Current(lead), new Values { ["type"] = "opportunity", ["date_conversion"] = env.Now });
            }
        }

        private static void Allocate(Env env, Row wizard, Row lead)
        {
            if (!wizard.Flag("force_assignment") && lead.Reference("user_id") is not null)
            {
                return;
            }

            var values = new Values { ["user_id"] = wizard.Reference("user_id") is { } user ? (long)user : false };
            if (wizard.Reference("team_id") is { } team)
            {
                values["team_id"] = (long)team;
            }

            env.Write(lead, values);
        }
    }
}
