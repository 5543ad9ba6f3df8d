using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;

namespace Causeway.Features.Products;

/// <summary>What a product looks like to clients: a variant, with what it has from its template.</summary>
internal static class ProductShape
{
    private static readonly MirrorModel Model = DefaultModels.Product;

    public static readonly RecordShape Shape = new(
        Model,
        "Product",
        "products",
        [
            Member.Value("id", "r.id", MirrorType.Integer),
            Member.Field(Model, "name"),
            Member.Field(Model, "default_code"),
            Member.Field(Model, "barcode"),
            Member.Field(Model, "type"),
            Member.Reference(Model, "categ_id", "category"),
            Member.Reference(Model, "uom_id", "unit"),
            Member.Field(Model, "list_price"),
            Member.Field(Model, "lst_price"),
            Member.Field(Model, "description_sale"),
            Member.Field(Model, "sale_ok"),
            Member.Field(Model, "purchase_ok"),
            Member.Reference(Model, "company_id", "company"),
            Member.Field(Model, "active"),
            Member.Value("create_date", "r.create_date", MirrorType.Instant),
            Member.Value("write_date", "r.write_date", MirrorType.Instant),
            Member.Custom(Model),
        ],
        [SortField.Of(Model, "name"), SortField.Of(Model, "default_code"), SortField.Of(Model, "lst_price")]);
}
