using Causeway.Sandbox.Data;
using Causeway.Sandbox.Models.Mail;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Models.Products;

internal static class ProductModels
{
    public static readonly IReadOnlyList<ModelDeclaration> All =
    [
        new("product.category", "Product Category", "complete_name",
        [
            Char("name", "Name").Required(),
            Char("complete_name", "Complete Name").By((_, row) => row.Text("name")),
            Many2one("parent_id", "Parent Category", "product.category").Deletes(OnDelete.Cascade),
        ]),
        new("uom.uom", "Product Unit of Measure", "id",
        [
            Char("name", "Unit of Measure").Required().Translated(),
            Boolean("active", "Active").DefaultsTo(true),
            Float("factor", "Ratio").DefaultsTo(1.0),
        ]),
        new("product.template", "Product", "name",
        [
            Char("name", "Name").Required().Translated(),
            Integer("sequence", "Sequence").DefaultsTo(1L),
            Text("description_sale", "Sales Description").Translated(),
            Selection("type", "Product Type", ("consu", "Goods"), ("service", "Service"), ("combo", "Combo")).Required().DefaultsTo("consu").Since(18),
            Selection("type", "Product Type", ("consu", "Consumable"), ("service", "Service")).DefaultsTo("consu").Until(17),
            Selection("detailed_type", "Product Type", ("consu", "Consumable"), ("service", "Service")).Required().DefaultsTo("consu").Since(16).Until(17),
            Many2one("categ_id", "Product Category", "product.category").Required().DefaultsTo(_ => 1).Until(18),
            Many2one("categ_id", "Product Category", "product.category").Since(19),
            Float("list_price", "Sales Price").DefaultsTo(1.0),
            Boolean("sale_ok", "Sales").DefaultsTo(true),
            Boolean("purchase_ok", "Purchase").DefaultsTo(true),
            Many2one("uom_id", "Unit of Measure", "uom.uom").Required().DefaultsTo(_ => 1),
            Many2one("uom_po_id", "Purchase Unit", "uom.uom").Required().DefaultsTo(_ => 1).Until(18),
            Many2one("company_id", "Company", "res.company"),
            Boolean("active", "Active").DefaultsTo(true),
            Char("default_code", "Internal Reference"),
            One2many("product_variant_ids", "Products", "product.product", "product_tmpl_id"),
            Many2one("currency_id", "Currency", "res.currency").By((env, _) => env.Find("res.company", env.Company)?["currency_id"]),
            .. Threads.Fields,
        ]),
        new("product.product", "Product Variant", "default_code, name, id",
        [
            Many2one("product_tmpl_id", "Product Template", "product.template").Required().Deletes(OnDelete.Cascade),
            Char("default_code", "Internal Reference"),
            Char("barcode", "Barcode"),
            Boolean("active", "Active").DefaultsTo(true),
            Many2many("product_template_attribute_value_ids", "Attribute Values", "product.template.attribute.value"),
            Float("standard_price", "Cost").PerCompany(),
            Float("lst_price", "Sales Price").Through("product_tmpl_id", "list_price"),
            Char("name", "Name").Required().Translated().Through("product_tmpl_id", "name"),
            Selection("type", "Product Type", ("consu", "Goods"), ("service", "Service"), ("combo", "Combo")).Through("product_tmpl_id", "type"),
            Selection("detailed_type", "Product Type", ("consu", "Consumable"), ("service", "Service")).Through("product_tmpl_id", "detailed_type").Since(16).Until(17),
            Float("list_price", "Sales Price").Through("product_tmpl_id", "list_price"),
            Many2one("uom_id", "Unit of Measure", "uom.uom").Through("product_tmpl_id", "uom_id"),
            Many2one("uom_po_id", "Purchase Unit", "uom.uom").Through("product_tmpl_id", "uom_po_id").Until(18),
            Many2one("categ_id", "Product Category", "product.category").Through("product_tmpl_id", "categ_id"),
            Text("description_sale", "Sales Description").Translated().Through("product_tmpl_id", "description_sale"),
            Boolean("sale_ok", "Sales").Through("product_tmpl_id", "sale_ok"),
            Boolean("purchase_ok", "Purchase").Through("product_tmpl_id", "purchase_ok"),
            Many2one("company_id", "Company", "res.company").Through("product_tmpl_id", "company_id"),
            Many2one("currency_id", "Currency", "res.currency").By((env, _) => env.Find("res.company", env.Company)?["currency_id"]),
            .. Threads.Fields,
        ]) { Behaviour = new ProductBehaviour() },
    ];

    private sealed class ProductBehaviour : Behaviour
    {
        public override string DisplayName(Env env, Row row)
        {
            var name = env.Value(row, row.Model["name"]) as string ?? "";
            return row.Text("default_code") is { Length: > 0 } code ? $"[{code}] {name}" : name;
        }
    }
}
