using Causeway.Mirror.Records;

namespace Causeway.Features.SqlAccess;

/// <summary>What else a reader of the mirror's tables needs: which Odoo a row is from, how fresh it is, what it was before.</summary>
internal static class SharedViews
{
    public static readonly SqlView Connection = new(
        "shared.connection",
        "The connections that all share.",
        [
            new("id", "c.id", "What `connection_id` means elsewhere"),
            new("name", "c.name", "What administrators call it"),
            new("url", "c.url", "Where that Odoo is"),
            new("database", "c.database", "The name of its database there"),
            new("server_version", "c.server_version", "Odoo's version"),
            new("is_default", "c.is_default", "The one that requests go to which name none"),
            new("main_company_id", "c.main_company_id", "The main company of its account"),
        ],
        "from causeway.connection c\nwhere c.owner_id is null and c.deleted_at is null");

    public static readonly SqlView Freshness = new(
        "shared.freshness",
        "How fresh each model of each shared connection is.",
        [
            new("connection_id", "s.connection_id", "The Odoo connection"),
            new("model", "s.model", "Odoo's name of the model, such as `crm.lead`"),
            new("phase", "s.phase", "`backfill` while it is first read, then `live`; `absent` where that Odoo has no such model"),
            new("as_of", "s.as_of", "Everything up to this time is in the mirror"),
            new("proved_at", "s.proved_at", "When it was last held against Odoo"),
        ],
        $"from causeway.sync_stream s\nwhere {SqlView.Shared("s")}");

    public static readonly SqlView LeadHistory = new(
        "shared.lead_history",
        "What became of leads and opportunities, as the mirror saw it: changes between two reads collapse into one.",
        [
            new("connection_id", "h.connection_id", "The Odoo connection"),
            new("lead_id", "h.lead_id", "The lead"),
            new("field", "h.field", "`stage_id`, `user_id`, `team_id`, `expected_revenue`, `probability` or `active`"),
            new("old", "h.old", "What it was; of a reference the id"),
            new("new", "h.new", "What it became"),
            new("written_at", "h.odoo_write_date", "When it was written in Odoo"),
            new("written_by", Names.Of("res.users", "h.write_uid", "h.connection_id"), "Who wrote it in Odoo, where that is known"),
            new("seen_at", "h.seen_at", "When the mirror saw it"),
        ],
        $"""
        from causeway.lead_history h
        where {SqlView.Shared("h")}
          and exists (select from odoo.crm_lead l where l.connection_id = h.connection_id and l.id = h.lead_id and l.state <> 'hidden')
        """);
}
