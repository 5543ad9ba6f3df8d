using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Writes;
using Causeway.Odoo;

namespace Causeway.Mirror.Webhooks;

/// <summary>
/// Our automation rules in an Odoo: for each model one that tells of what is saved and one of what is deleted, each with
/// Odoo's own webhook action (17 and later).
/// </summary>
internal sealed class AutomationRules(OdooClients clients, OdooWriter writer, ModelPlans plans)
{
    private const string Rule = "base.automation";
    private const string Action = "ir.actions.server";
    private const string Saved = "saved";

    /// <summary>Names of the rules are translated: they are read and written in one language, which every Odoo has.</summary>
    private static readonly OdooContext Context = new() { Lang = "en_US", ActiveTest = false };

    /// <summary>
    /// What Odoo computes follows from what people write, and each of its computations would send once more: a lead created
    /// with all fields watched sends 4 to 5 times, without these 2 to 3. An invoice is paid by computation alone.
    /// </summary>
    private static readonly string[] ComputedAndWatched = ["state", "payment_state", "amount_residual"];

    /// <summary>Null where rules can be made; else why not, in words that say what to do.</summary>
    public async Task<string?> ObstacleAsync(OdooConnection connection, CancellationToken cancellationToken)
    {
        var server = await clients.For(connection).ProbeAsync(cancellationToken);
        if (server.Major is > 0 and < 17)
            return $"Odoo {server.Version} has no webhook action: it came with Odoo 17. Causeway goes on asking for changes every {connection.IntervalMinutes} minutes; a module of your own may call POST {WebhookUrls.Path}, signed.";
        try
        {
            await clients.For(connection).SearchCountAsync(Rule, OdooDomain.All, Context, cancellationToken);
            return null;
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.UnknownModel)
        {
            return "This Odoo has no automation rules: the module base_automation is not installed. In Odoo, open Apps, take the filter Apps away, search for base_automation (Automation Rules) and install it; then try again.";
        }
        catch (OdooException exception) when (exception.Kind == OdooErrorKind.NoAccess)
        {
            return $"{connection.Username} may not make automation rules: that needs the group Administration / Settings. Give it to that account for as long as this takes, or make the rules by hand: GET /api/webhooks/status says how.";
        }
    }

    /// <summary>Makes the rules, all in one call: each change of rules makes Odoo's workers load their models anew.</summary>
    public async Task<long[]> AddAsync(OdooConnection connection, string actor, IReadOnlyList<MirrorModel> models, string url, CancellationToken cancellationToken)
    {
        var rules = new List<IReadOnlyDictionary<string, object?>>();
        foreach (var model in models)
            rules.AddRange(await RulesAsync(connection, model, url, cancellationToken));
        return await writer.ChangeUnmirroredAsync(connection, actor, Rule, "create", [], odoo => odoo.CreateManyAsync(Rule, rules, Context, cancellationToken));
    }

    /// <summary>Takes every rule of ours away that calls this address; answers how many.</summary>
    public async Task<int> RemoveAsync(OdooConnection connection, string actor, string baseUrl, CancellationToken cancellationToken)
    {
        var actions = await ActionsAsync(connection, baseUrl, cancellationToken);
        var rules = actions.Select(action => action.Rule).OfType<long>().Distinct().ToArray();
        if (rules.Length > 0)
            await UnlinkAsync(connection, actor, Rule, rules, cancellationToken);
        // Odoo takes the actions with their rules; what lost its rule before stays.
        var left = (await ActionsAsync(connection, baseUrl, cancellationToken)).Select(action => action.Id).ToArray();
        if (left.Length > 0)
            await UnlinkAsync(connection, actor, Action, left, cancellationToken);
        return rules.Length;
    }

    /// <summary>Has Odoo send one of our notifications now; false where no model has a record to send of.</summary>
    public async Task<bool> SendOneAsync(OdooConnection connection, string actor, string baseUrl, CancellationToken cancellationToken)
    {
        var odoo = clients.For(connection);
        foreach (var action in (await ActionsAsync(connection, baseUrl, cancellationToken)).Where(action => action.Url.EndsWith(WebhookUrls.RuleQuery(connection, Saved), StringComparison.Ordinal)))
        {
            var found = await odoo.SearchAsync(action.Model, OdooDomain.All, new OdooQuery { Limit = 1, Context = Context }, cancellationToken);
            if (found is not [var id])
                continue;
            var context = Context with { Extra = new Dictionary<string, object?> { ["active_model"] = action.Model, ["active_id"] = id, ["active_ids"] = new[] { id } } };
            await writer.ChangeUnmirroredAsync(connection, actor, Action, "run", [action.Id], client =>
                client.CallAsync(new OdooCall(Action, "run") { Ids = [action.Id], Context = context }, cancellationToken));
            return true;
        }

        return false;
    }

    private async Task<IReadOnlyDictionary<string, object?>[]> RulesAsync(OdooConnection connection, MirrorModel model, string url, CancellationToken cancellationToken)
    {
        var modelId = (await IdsAsync(connection, "ir.model", OdooDomain.Where("model", "=", model.Name), cancellationToken)).Single();
        var fields = await FieldsAsync(connection, modelId, cancellationToken);
        var plan = await plans.FindAsync(connection, model, cancellationToken) ?? throw new InvalidOperationException($"{model.Name} is not a model of connection {connection.Id}.");
        var watched = plan.Columns.Select(column => column.Source).Concat(plan.Custom)
            .Where(field => field.Name is not ("create_uid" or "write_uid") && fields.ContainsKey(field.Name))
            .Where(field => !field.ReadOnly || ComputedAndWatched.Contains(field.Name))
            .Select(field => fields[field.Name]);
        return
        [
            Values($"Causeway: {model.Name} saved", modelId, "on_create_or_write", url + WebhookUrls.RuleQuery(connection, Saved), [fields["write_date"]], ("trigger_field_ids", Set(watched))),
            Values($"Causeway: {model.Name} deleted", modelId, "on_unlink", url + WebhookUrls.RuleQuery(connection, WebhookUrls.Deleted), []),
        ];
    }

    private static Dictionary<string, object?> Values(string name, long modelId, string trigger, string url, IEnumerable<long> sent, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var action = new Dictionary<string, object?> { ["name"] = name, ["model_id"] = modelId, ["state"] = "webhook", ["webhook_url"] = url, ["webhook_field_ids"] = Set(sent) };
        var rule = new Dictionary<string, object?> { ["name"] = name, ["model_id"] = modelId, ["trigger"] = trigger, ["action_server_ids"] = new object[] { new object[] { 0L, 0L, action } } };
        foreach (var (field, value) in more)
            rule[field] = value;
        return rule;
    }

    /// <summary>Odoo's command that makes an x2many hold just these.</summary>
    private static object Set(IEnumerable<long> ids) => new object[] { new object[] { 6L, 0L, ids.ToArray() } };

    private Task<long[]> IdsAsync(OdooConnection connection, string model, OdooDomain domain, CancellationToken cancellationToken) =>
        clients.For(connection).SearchAsync(model, domain, new OdooQuery { Context = Context }, cancellationToken);

    /// <summary>The ids of the stored fields of a model, by their names.</summary>
    private async Task<Dictionary<string, long>> FieldsAsync(OdooConnection connection, long modelId, CancellationToken cancellationToken)
    {
        var odoo = clients.For(connection);
        var name = OdooFieldSet.Of(await odoo.FieldsGetAsync("ir.model.fields", ["name"], cancellationToken), "name");
        var domain = OdooDomain.Where("model_id", "=", modelId).And(OdooDomain.Where("store", "=", true));
        await using var fields = await odoo.SearchReadPageAsync("ir.model.fields", domain, name, new OdooQuery { Context = Context }, cancellationToken);
        return await fields.ToDictionaryAsync(field => (string)field[0]!, field => field.Id, cancellationToken: cancellationToken);
    }

    private async Task<IReadOnlyList<OurAction>> ActionsAsync(OdooConnection connection, string baseUrl, CancellationToken cancellationToken)
    {
        var odoo = clients.For(connection);
        var fields = OdooFieldSet.Of(await odoo.FieldsGetAsync(Action, ["webhook_url", "base_automation_id", "model_name"], cancellationToken), "webhook_url", "base_automation_id", "model_name");
        var domain = OdooDomain.Where("state", "=", "webhook").And(OdooDomain.Where("webhook_url", "like", WebhookUrls.Path));
        await using var found = await odoo.SearchReadPageAsync(Action, domain, fields, new OdooQuery { Order = "id", Context = Context }, cancellationToken);
        return await found
            .Select(action => new OurAction(action.Id, action["webhook_url"] as string ?? "", (action["base_automation_id"] as OdooReference?)?.Id, action["model_name"] as string ?? ""))
            .Where(action => action.Url.StartsWith(WebhookUrls.Secret(baseUrl, ""), StringComparison.Ordinal) && action.Url.Contains(WebhookUrls.RuleQuery(connection, ""), StringComparison.Ordinal))
            .ToListAsync(cancellationToken);
    }

    private Task<bool> UnlinkAsync(OdooConnection connection, string actor, string model, long[] ids, CancellationToken cancellationToken) =>
        writer.ChangeUnmirroredAsync(connection, actor, model, "unlink", ids, async odoo =>
        {
            await odoo.UnlinkAsync(model, ids, Context, cancellationToken);
            return true;
        });

    private sealed record OurAction(long Id, string Url, long? Rule, string Model);
}
