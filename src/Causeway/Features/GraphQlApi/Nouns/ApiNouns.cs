using System.Collections.Immutable;
using Causeway.Features.Activities;
using Causeway.Features.Leads;
using Causeway.Features.Opportunities;
using Causeway.Features.Receivables;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;

namespace Causeway.Features.GraphQlApi.Nouns;

/// <summary>The nouns of the schema, in the words of the REST routes; each has all fields that the catalogue declares for its model.</summary>
internal static class ApiNouns
{
    public static readonly Noun Lead = new("Lead", "lead", "leads", DefaultModels.Lead)
    {
        Description = "A lead or an opportunity, in Odoo's own words.",
        Descending = true,
        Derived = [new("won_status", LeadShape.WonStatus, MirrorType.Text, "won, lost or pending, as Odoo 19 says it; derived for the versions before.")],
        Members = [NounLinks.ActivitiesOf(DefaultModels.Lead, "What is planned for it.")],
    };

    public static readonly Noun Opportunity = new("Opportunity", "opportunity", "opportunities", DefaultModels.Lead)
    {
        Description = "A lead of type opportunity, with what sales calls its parts.",
        Kind = OpportunityQueries.OfTypeOpportunity,
        Unfiltered = sql => sql.Append($" and r.active"),
        Sort = OpportunityShape.BoardSort,
        Descending = true,
        Derived =
        [
            .. Lead.Derived,
            new("value", "r.expected_revenue", MirrorType.Number, "The expected revenue."),
            new("weighted_value", OpportunityShape.Weighted, MirrorType.Number, "The expected revenue times the probability."),
            new("account_id", OpportunityShape.AccountId, MirrorType.Reference, "The company behind the contact."),
            new("account_name", OpportunityShape.AccountName, MirrorType.Text, "Its name; of a prospect who is no contact yet, the company that they named."),
            new("currency", OpportunityShape.Currency, MirrorType.Text, "The code of the currency that its amounts are in."),
            new("salesperson", Names.Of("res.users", "r.user_id"), MirrorType.Text, "The salesperson's name."),
            new("salesperson_id", "r.user_id", MirrorType.Reference, "The salesperson (a res.users id)."),
            new("expected_close_date", "r.date_deadline", MirrorType.Date, "When it is expected to be closed."),
        ],
        Amounts =
        [
            new("company_value", "r.expected_revenue", MirrorType.Number, "The expected revenue in the currency of the connection's main company, by Odoo's rates of today."),
            new("company_weighted_value", OpportunityShape.Weighted, MirrorType.Number, "The same times the probability."),
        ],
        Owners = [new("account", "Account", OpportunityShape.AccountId, "The company behind the contact.")],
        Members = Lead.Members,
    };

    public static readonly Noun Account = new("Account", "account", "accounts", DefaultModels.Partner)
    {
        Description = "A company, with what its reader may see of its business.",
        Kind = sql => sql.Append($" and r.is_company"),
        Unfiltered = sql => sql.Append($" and r.active"),
        Sort = "complete_name",
        Derived =
        [
            .. NounLinks.Business,
            new("salesperson", Names.Of("res.users", "r.user_id"), MirrorType.Text, "The salesperson's name."),
        ],
        Members =
        [
            new("contacts", "Contact", end => sql => sql.Append($" and r.commercial_partner_id = {end.Id} and r.id <> {end.Id}"), "Its people and addresses."),
            NounLinks.OfItsPartners("leads", "Lead", "Leads of it and its people."),
            NounLinks.OfItsPartners("opportunities", "Opportunity", "Opportunities of it and its people."),
            NounLinks.By("invoices", "Invoice", "commercial_partner_id", "Invoices to it and its people."),
            NounLinks.ActivitiesOf(DefaultModels.Partner, "What is planned for it."),
        ],
    };

    public static readonly Noun Contact = new("Contact", "contact", "contacts", DefaultModels.Partner)
    {
        Description = "A person or a company, as in Odoo's own Contacts.",
        Descending = true,
        Owners = [new("account", "Account", "r.commercial_partner_id", "The company that it belongs to, or is.")],
        Members =
        [
            NounLinks.By("contacts", "Contact", "parent_id", "Its people and addresses."),
            NounLinks.By("leads", "Lead", "partner_id", "Its leads."),
            NounLinks.By("opportunities", "Opportunity", "partner_id", "Its opportunities."),
            NounLinks.By("invoices", "Invoice", "partner_id", "Its invoices."),
            NounLinks.ActivitiesOf(DefaultModels.Partner, "What is planned for it."),
        ],
    };

    public static readonly Noun Invoice = new("Invoice", "invoice", "invoices", DefaultModels.Move)
    {
        Description = "A customer invoice or credit note, in Odoo's own words.",
        Descending = true,
        Amounts = [new("company_due", Receivable.CompanyDue, MirrorType.Number, "What is still due, in the currency of the connection's main company, by Odoo's rates of today.")],
        Owners = [new("account", "Account", "r.commercial_partner_id", "The company that owes it.")],
        Members = [NounLinks.ActivitiesOf(DefaultModels.Move, "What is planned for it.")],
    };

    public static readonly Noun Product = new("Product", "product", "products", DefaultModels.Product)
    {
        Description = "A variant, with what it has from its template.",
        Descending = true,
        Members = [NounLinks.ActivitiesOf(DefaultModels.Product, "What is planned for it.")],
    };

    public static readonly Noun Activity = new("Activity", "activity", "activities", DefaultModels.Activity)
    {
        Description = "What is planned. What it is about shows to who sees that record.",
        Unfiltered = sql => sql.Append($" and r.active is distinct from false"),
        Named = ["summary", "note"],
        Sort = "date_deadline",
        Derived =
        [
            new("res_name", ActivitySubject.Name, MirrorType.Text, "The name of the record that it is about."),
            new("state", ActivityShape.State, MirrorType.Text, "overdue, today, planned or done, by the date alone."),
        ],
        Owners =
        [
            NounLinks.SubjectIn("lead", "Lead", DefaultModels.Lead),
            NounLinks.SubjectIn("contact", "Contact", DefaultModels.Partner),
            NounLinks.SubjectIn("invoice", "Invoice", DefaultModels.Move),
            NounLinks.SubjectIn("product", "Product", DefaultModels.Product),
        ],
    };

    public static readonly Noun Stage = new("Stage", "stage", "stages", DefaultModels.Stage)
    {
        Description = "A stage of the pipeline.",
        Sort = "sequence",
        Members = [NounLinks.By("leads", "Lead", "stage_id", "The leads in it."), NounLinks.By("opportunities", "Opportunity", "stage_id", "The opportunities in it.")],
    };

    public static readonly Noun Tag = new("Tag", "tag", "tags", DefaultModels.Tag)
    {
        Description = "A tag of leads.",
        Sort = "name",
        Members = [new("leads", "Lead", end => sql => sql.Append($" and r.tag_ids @> array[{end.Id}]"), "The leads that carry it.")],
    };

    public static readonly Noun Team = new("Team", "team", "teams", DefaultModels.Team)
    {
        Description = "A sales team.",
        Sort = "sequence",
        Members =
        [
            NounLinks.By("leads", "Lead", "team_id", "Its leads."),
            NounLinks.By("opportunities", "Opportunity", "team_id", "Its opportunities."),
            NounLinks.By("invoices", "Invoice", "team_id", "Its invoices."),
        ],
    };

    public static readonly Noun LostReason = new("LostReason", "lost_reason", "lost_reasons", DefaultModels.LostReason)
    {
        Description = "Why leads are lost.",
        Sort = "name",
        Members = [NounLinks.By("leads", "Lead", "lost_reason_id", "What was lost for it.")],
    };

    public static readonly ImmutableArray<Noun> All = [Lead, Opportunity, Account, Contact, Invoice, Product, Activity, Stage, Tag, Team, LostReason];

    public static Noun Of(string type) => All.Single(noun => noun.Type == type);

    /// <summary>What a reference to a model leads to; null where records of it have an id and a name alone.</summary>
    public static Noun? Find(string model) => model == DefaultModels.Partner.Name ? Contact : All.FirstOrDefault(noun => noun.Model.Name == model);
}
