using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Features.Tasks;

/// <summary>What the values of a task must be beyond their types: its person can have it, and its link leads somewhere.</summary>
internal static class TaskChecks
{
    /// <summary>Takes out what changes nothing; every fault is a 400.</summary>
    public static async Task CheckAsync(NpgsqlConnection db, TaskReader reader, Dictionary<string, object?> values, TaskRow? present, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (values.TryGetValue("status", out var status) && status is null)
            errors.Add("status", "must not be null.");
        if (values.GetValueOrDefault("contact_person_id") is Guid person && person != present?.ContactPersonId && !await IsActiveAsync(db, person, cancellationToken))
            errors.Add("contact_person_id", "must be the id of an active user.");
        await CheckLinkAsync(db, reader, values, present, errors, cancellationToken);
        if (errors.Any)
            throw new ProblemException(errors.Problem);
    }

    private static async Task CheckLinkAsync(NpgsqlConnection db, TaskReader reader, Dictionary<string, object?> values, TaskRow? present, FieldErrors errors, CancellationToken cancellationToken)
    {
        if (!values.ContainsKey("odoo_model") && !values.ContainsKey("odoo_id"))
            return;
        var shown = present is { LinkVisible: true };
        var model = values.TryGetValue("odoo_model", out var sentModel) ? (string?)sentModel : shown ? present!.OdooModel : null;
        var id = values.TryGetValue("odoo_id", out var sentId) ? (long?)sentId : shown ? present!.OdooId : null;
        // Who sends a task back as they read it does not mean to cut a link that was hidden from them.
        var asShown = present is not null && model == (shown ? present.OdooModel : null) && id == (shown ? present.OdooId : null);
        values.Remove("odoo_model");
        values.Remove("odoo_id");
        if (asShown)
            return;
        if ((model is null) != (id is null))
            errors.Add(model is null ? "odoo_model" : "odoo_id", "odoo_model and odoo_id go together.");
        else if (model is not null && !await IsVisibleAsync(db, reader, model, id!.Value, cancellationToken))
            errors.Add("odoo_id", $"There is no {model} {id}.");
        (values["odoo_model"], values["odoo_id"]) = (model, id);
    }

    private static Task<bool> IsActiveAsync(NpgsqlConnection db, Guid user, CancellationToken cancellationToken) =>
        AnyAsync(db, new SqlText().Append($"select exists (select from causeway.app_user where id = {user} and is_active and approval_status = 'approved')"), cancellationToken);

    private static async Task<bool> IsVisibleAsync(NpgsqlConnection db, TaskReader reader, string name, long id, CancellationToken cancellationToken)
    {
        if (reader.Viewer is not { } viewer)
            return false;
        var model = TaskRule.Linkable.Single(linkable => linkable.Name == name);
        var sql = new SqlText();
        sql.Append($"select exists (select from {(SqlRaw)model.Table} r where r.connection_id = {viewer.Connection.Id} and r.id = {id}").Where(model, viewer).Append($")");
        return await AnyAsync(db, sql, cancellationToken);
    }

    private static async Task<bool> AnyAsync(NpgsqlConnection db, SqlText sql, CancellationToken cancellationToken)
    {
        await using var command = sql.ToCommand(db);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
