using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;
using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Automation;

/// <summary>Automation rules and their webhook action, which came with Odoo 17.</summary>
internal static class AutomationModels
{
    private const int Since = 17;

    public static readonly IReadOnlyList<ModelDeclaration> All =
    [
        new("base.automation", "Automation Rule", "id",
        [
            Char("name", "Automation Rule Name").Required().Translated(),
            Many2one("model_id", "Model", "ir.model").Required().Deletes(OnDelete.Cascade),
            Selection("trigger", "Trigger", ("on_create_or_write", "On save"), ("on_create", "On creation"), ("on_write", "On update"), ("on_unlink", "On deletion")).Required(),
            Boolean("active", "Active").DefaultsTo(true),
            Many2many("trigger_field_ids", "Trigger Fields", "ir.model.fields"),
            One2many("action_server_ids", "Actions", "ir.actions.server", "base_automation_id"),
        ]) { FirstVersion = Since },
        new("ir.actions.server", "Server Action", "id",
        [
            Char("name", "Action Name").Required().Translated(),
            Many2one("model_id", "Model", "ir.model").Required().Deletes(OnDelete.Cascade),
            Char("model_name", "Model Name").By((env, row) => env.Follow(row, "model_id")?.Text("model")),
            Selection("state", "Type", ("webhook", "Send Webhook Notification"), ("code", "Execute Code")).Required().DefaultsTo("code"),
            Char("webhook_url", "Webhook URL"),
            Many2many("webhook_field_ids", "Webhook Fields", "ir.model.fields"),
            Many2one("base_automation_id", "Automation Rule", "base.automation").Deletes(OnDelete.Cascade),
        ]) { FirstVersion = Since, Behaviour = new ActionBehaviour() },
    ];

    private sealed class ActionBehaviour : Behaviour
    {
        public override IReadOnlyList<Method> Methods { get; } = [new("run", "", MethodKind.OnRecords, Effect.Writes, Run)];

        private static object? Run(Call call)
        {
            var active = Python.Id(call.Env.Context.Values.GetValueOrDefault("active_id"));
            foreach (var action in Writing.Existing(call.Env, call.Model, call.Ids))
            {
                var target = call.Env.Follow(action, "model_id")?.Text("model") ?? throw OdooError.Validation("The action has no model.");
                if (call.Env.Find(target, active) is { } record)
                {
                    call.Env.Transaction.Ask(AutomationRules.Notify(call.Env.Database, action, record));
                }
            }

            return false;
        }
    }
}
