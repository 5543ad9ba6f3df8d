using Causeway.Features.Activities;
using Causeway.Features.Contacts;
using Causeway.Features.Leads;
using Causeway.Features.Opportunities;
using Causeway.Features.Receivables;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Causeway.Platform.Http;

namespace Causeway.Features.Accounts;

/// <summary>Which companies are accounts, and what belongs to one.</summary>
internal sealed class AccountQueries(MoneyRates rates, NamedRecords named, ActivityQueries activities)
{
    private const int Related = 100;

    public static readonly QuerySpec Filters =
    [
        new("q", QueryType.Text, "A part of the name, email, city, tax id, reference or phone number, in any case and with or without accents."),
        new("city", QueryType.Text, "A part of the city's name, in any case and with or without accents."),
        new("country", QueryType.Text, "The country's code, or a part of its name, in any case."),
        new("salesperson_id", QueryType.Long, "Accounts of this salesperson (a res.users id)."),
    ];

    public async Task<RecordQuery> ListAsync(Viewer viewer, QueryValues query, CancellationToken cancellationToken)
    {
        var conditions = new List<Condition> { IsAccount, sql => sql.Append($" and r.active") };
        conditions.AddIf(query.Text("city"), (sql, part) => sql.Append($" and ").AppendContains("r", "city", part));
        conditions.AddAmong("r.country_id", await CountriesAsync(viewer, query.Text("country"), cancellationToken));
        conditions.AddIf(query.Long("salesperson_id"), (sql, person) => sql.Append($" and r.user_id = {person}"));
        var money = await rates.ReadAsync(viewer, cancellationToken);
        return new RecordQuery(AccountShape.Shape, viewer, conditions) { Containing = query.Text("q"), Joins = AccountBusiness.Join(viewer, money) };
    }

    private Task<long[]?> CountriesAsync(Viewer viewer, string? part, CancellationToken cancellationToken) => named.FindAsync(
        viewer, DefaultModels.Country, part, sql => sql.Append($"(lower(s.code) = lower({part}) or s.name ilike {Like.Part(part!)})"), cancellationToken);

    /// <summary>Accounts that meet a further condition, archived ones too.</summary>
    public static RecordQuery Where(Viewer viewer, Money money, Condition condition) =>
        new(AccountShape.Shape, viewer, [IsAccount, condition]) { Joins = AccountBusiness.Join(viewer, money) };

    /// <summary>One account, archived or not, with the latest of what belongs to it.</summary>
    public async Task<RecordQuery> OneAsync(Viewer viewer, long id, CancellationToken cancellationToken)
    {
        var money = await rates.ReadAsync(viewer, cancellationToken);
        return new RecordQuery(AccountShape.Shape, viewer, [IsAccount])
        {
            Joins = AccountBusiness.Join(viewer, money),
            Related =
            [
                new(new RecordQuery(ContactShape.Shape, viewer, [sql => sql.Append($" and r.commercial_partner_id = {id} and r.id <> {id}")]), Latest("id")),
                new(OpportunityQueries.Where(viewer, sql => OfItsPartners(sql, viewer, "r.partner_id", id)), Latest("id")),
                new(ReceivableQueries.Where(viewer, money, sql => sql.Append($" and r.commercial_partner_id = {id}")), Latest("invoice_date")),
                new(activities.Open(viewer, sql => About(sql, viewer, id)), Latest("date_deadline") with { Descending = false }),
            ],
        };
    }

    /// <summary>An account without its business.</summary>
    public static RecordQuery Itself(Viewer viewer) => new(ContactShape.Shape, viewer, [IsAccount]);

    /// <summary>The leads and opportunities of its partners.</summary>
    public static RecordQuery Leads(Viewer viewer, long id) => new(LeadShape.Shape, viewer, [sql => OfItsPartners(sql, viewer, "r.partner_id", id)]);

    private static void IsAccount(SqlText sql) => sql.Append($" and r.is_company");

    private static void OfItsPartners(SqlText sql, Viewer viewer, string column, long id) => sql.Append($"""
         and {(SqlRaw)column} = any(array(
           select p.id from odoo.res_partner p where p.connection_id = {viewer.Connection.Id} and p.commercial_partner_id = {id}))
        """);

    /// <summary>About the account, one of its contacts, or an opportunity of theirs that the viewer sees.</summary>
    private static void About(SqlText sql, Viewer viewer, long id)
    {
        sql.Append($" and {(SqlRaw)ActivitySubject.IsSeen} and ((r.res_model = 'res.partner'");
        OfItsPartners(sql, viewer, "r.res_id", id);
        sql.Append($") or (r.res_model = 'crm.lead' and r.res_id = any(array(\n  select r.id from odoo.crm_lead r where r.connection_id = {viewer.Connection.Id}");
        OfItsPartners(sql, viewer, "r.partner_id", id);
        sql.Where(DefaultModels.Lead, viewer).Append($"))))");
    }

    private static ListRequest Latest(string sort) => new() { Page = 1, PerPage = Related, SortBy = sort, Descending = true, WithTotal = false };
}
