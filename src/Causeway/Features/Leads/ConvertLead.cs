using System.Text.Json;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Mirror.Writes;
using Causeway.Odoo;
using Causeway.Platform.Http;

namespace Causeway.Features.Leads;

/// <summary>What a lead becomes as an opportunity; what is not given stays.</summary>
internal sealed record ConvertBody(long? PartnerId = null, long? UserId = null, long? TeamId = null);

/// <summary>
/// Makes a lead an opportunity, as the button in Odoo does: by its wizard. <c>convert_opportunity</c> itself wants a partner
/// that no transport can carry (since 15), and without one takes away the partner that the lead has.
/// </summary>
internal static class ConvertLead
{
    private const string Wizard = "crm.lead2opportunity.partner";

    public static void MapConvertLead(this RouteGroupBuilder leads) => leads.MapPost("/{id:long}/convert", HandleAsync)
        .AnswersRecord(LeadShape.Shape)
        .WithName("ConvertLead")
        .WithSummary("Convert a lead to an opportunity")
        .WithDescription("""
            As Odoo's own button does. partner_id links the opportunity to that customer; without it the lead keeps the one that it has, and none is made.
            With user_id and no team_id, Odoo chooses the team. 409 for what is an opportunity already, and for what is won or lost, which
            Odoo does not convert.
            """);

    private static async Task<IResult> HandleAsync(HttpContext http, long id, ConvertBody? body, Viewer viewer, RecordWrites writes, CancellationToken cancellationToken)
    {
        var given = body ?? new ConvertBody();
        var errors = new FieldErrors();
        foreach (var (name, value) in new[] { ("partner_id", given.PartnerId), ("user_id", given.UserId), ("team_id", given.TeamId) })
        {
            // Odoo's ids have 32 bits.
            if (value is < 1 or > int.MaxValue)
                errors.Add(name, "must be the id of a record.");
        }

        return errors.Any ? errors.Problem : await writes.ChangeAndAnswerAsync(http, LeadQueries.One(viewer), id, lead => Plan(id, given, lead), cancellationToken);
    }

    private static PlannedChange Plan(long id, ConvertBody body, JsonElement lead)
    {
        if (lead.GetProperty("type").GetString() == "opportunity")
            throw new ProblemException(Problems.Conflict($"Lead {id} is an opportunity already."));
        if (!lead.GetProperty("active").GetBoolean())
            throw new ProblemException(Problems.Conflict($"Lead {id} is lost or archived, which Odoo does not convert: restore it first."));
        if (lead.GetProperty("won_status").GetString() == "won")
            throw new ProblemException(Problems.Conflict($"Lead {id} is won, which Odoo does not convert: move it to another stage first."));
        var assigned = body.UserId is { } user ? new Dictionary<string, object?> { ["user_id"] = user } : [];
        var values = Values(id, body);
        return new(assigned, new OdooChange($"{Wizard}.action_apply", [.. values.Keys], (odoo, _, context, cancellationToken) => ApplyAsync(odoo, id, values, context, cancellationToken)));
    }

    private static Dictionary<string, object?> Values(long id, ConvertBody body)
    {
        var values = new Dictionary<string, object?>
        {
            ["lead_id"] = id,
            ["name"] = "convert",
            // "Nothing" is no choice any more since 19; to link to no other one leaves the lead's own.
            ["action"] = "exist",
            ["partner_id"] = body.PartnerId,
            // Else the wizard would give the lead to the team that its salesperson is in first.
            ["force_assignment"] = body.UserId is not null || body.TeamId is not null,
        };
        if (body.UserId is { } user)
            values["user_id"] = user;
        if (body.TeamId is { } team)
            values["team_id"] = team;
        return values;
    }

    private static async Task ApplyAsync(OdooClient odoo, long id, Dictionary<string, object?> values, OdooContext context, CancellationToken cancellationToken)
    {
        // It takes the leads from where its window was opened.
        var opened = context with { Extra = new Dictionary<string, object?> { ["active_model"] = DefaultModels.Lead.Name, ["active_id"] = id, ["active_ids"] = new[] { id } } };
        var wizard = await odoo.CreateAsync(Wizard, values, opened, cancellationToken);
        await odoo.CallAsync(new OdooCall(Wizard, "action_apply") { Ids = [wizard], Context = opened }, cancellationToken);
    }
}
