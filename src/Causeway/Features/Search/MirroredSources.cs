using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;

namespace Causeway.Features.Search;

/// <summary>The mirrored models that are searched, under the one visibility rule.</summary>
internal static class MirroredSources
{
    public static IEnumerable<SearchSource> Of(Viewer viewer) =>
    [
        Source(DefaultModels.Lead, viewer) with
        {
            Types = [SearchTypes.Leads],
            Type = $"'{SearchTypes.Leads}'",
            Title = "r.name",
            Subtitle = Joined($"coalesce({Names.Of("res.partner", "r.partner_id")}, r.partner_name, r.contact_name)", Names.Of("crm.stage", "r.stage_id"), Names.Of("res.users", "r.user_id")),
        },
        Source(DefaultModels.Partner, viewer, "type", "is_company", "active") with
        {
            Types = [SearchTypes.Accounts, SearchTypes.Contacts],
            Type = $"case when r.is_company then '{SearchTypes.Accounts}' else '{SearchTypes.Contacts}' end",
            Title = "coalesce(r.complete_name, r.name, r.email)",
            Subtitle = Joined("r.function", "r.email", "r.phone", "r.city"),
        },
        Source(DefaultModels.Move, viewer) with
        {
            Types = [SearchTypes.Invoices],
            Type = $"'{SearchTypes.Invoices}'",
            Active = "r.odoo_state is distinct from 'cancel'",
            // A draft has no number yet.
            Title = "coalesce(nullif(r.name, '/'), r.ref, r.invoice_origin, '/')",
            Subtitle = Joined(Names.Of("res.partner", "r.partner_id"), "r.invoice_date::text", $"trim_scale(r.amount_total)::text || ' ' || {Names.Of("res.currency", "r.currency_id")}"),
        },
    ];

    private static SearchSource Source(MirrorModel model, Viewer viewer, params string[] more) => new()
    {
        Types = [],
        Type = "",
        Title = "",
        Subtitle = "",
        Table = model.Table,
        Columns = [.. new[] { "state", model.SalespersonField, model.TeamField, model.CompanyField }.OfType<string>(), .. more, .. model.Name == DefaultModels.Move.Name ? ["odoo_state"] : new[] { "active" }],
        Within = sql => sql.Append($"r.connection_id = {viewer.Connection.Id}"),
        Visible = sql => sql.Where(model, viewer),
        IsNarrow = model.SalespersonField is not null && !viewer.SeesEverybody,
        Link = sql => sql.Append($"{(SqlRaw)Sql.Literal(model.Name)}, r.id"),
    };

    private static string Joined(params string[] parts) => $"concat_ws(' · ', {string.Join(", ", parts.Select(part => $"nullif({part}, '')"))})";
}
