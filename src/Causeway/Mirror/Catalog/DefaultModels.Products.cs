namespace Causeway.Mirror.Catalog;

/// <summary>Products.</summary>
internal static partial class DefaultModels
{
    /// <summary>
    /// A variant, with what it has from its template. Since Odoo 15 a change of the template moves the variant's write_date too.
    /// </summary>
    public static readonly MirrorModel Product = new("product.product",
    [
        Text("name"),
        Text("default_code"),
        Text("barcode"),
        ToOne("product_tmpl_id", "product.template"),
        Text("type"),
        ToOne("categ_id", "product.category"),
        ToOne("uom_id", "uom.uom"),
        Number("list_price"),
        // The variant's own price: that of the template and what its attributes cost.
        Number("lst_price"),
        Text("description_sale"),
        Flag("sale_ok"),
        Flag("purchase_ok"),
        Flag("active"),
        ToOne("company_id", "res.company"),
    ])
    {
        Entity = "products",
        Common = true,
        CompanyField = "company_id",
        Writers = Writers.Administrators,
        Search = new("name", "default_code", "barcode") { IsNumbered = true },
        Indexes = [new("name"), new("default_code"), new("lst_price")],
    };
}
