using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;

namespace Causeway.Features.Contacts;

/// <summary>What a contact looks like to clients: a person or a company, as in Odoo's own Contacts.</summary>
internal static class ContactShape
{
    private static readonly MirrorModel Model = DefaultModels.Partner;

    private static readonly Member[] Members =
    [
        Member.Value("id", "r.id", MirrorType.Integer),
        Member.Field(Model, "name"),
        Member.Field(Model, "complete_name"),
        Member.Field(Model, "is_company"),
        Member.Field(Model, "type"),
        Member.Reference(Model, "parent_id", "parent"),
        Member.Reference(Model, "commercial_partner_id", "account"),
        Member.Field(Model, "company_name"),
        Member.Field(Model, "function"),
        Member.Field(Model, "email"),
        Member.Field(Model, "phone"),
        Member.Field(Model, "mobile"),
        Member.Field(Model, "website"),
        Member.Field(Model, "vat"),
        Member.Field(Model, "ref"),
        Member.Field(Model, "street"),
        Member.Field(Model, "street2"),
        Member.Field(Model, "city"),
        Member.Field(Model, "zip"),
        Member.Reference(Model, "state_id", "state"),
        Member.Reference(Model, "country_id", "country"),
        Member.Field(Model, "lang"),
        Member.Reference(Model, "user_id", "user"),
        Member.References(Model, "category_id", "tags"),
        Member.Field(Model, "comment"),
        Member.Field(Model, "active"),
        Member.Value("create_date", "r.create_date", MirrorType.Instant),
        Member.Value("write_date", "r.write_date", MirrorType.Instant),
        Member.Custom(Model),
    ];

    public static readonly RecordShape Shape = new(
        Model,
        "Contact",
        "contacts",
        Members,
        [SortField.Of(Model, "complete_name", "name"), new("write_date", "r.write_date", "timestamptz")]);
}
