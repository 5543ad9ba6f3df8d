using Causeway.Mirror.Writes;

namespace Causeway.Features.Products;

/// <summary>What can be set of a product.</summary>
internal static class ProductFields
{
    public static readonly IReadOnlyList<WritableField> Writable =
    [
        new("name", WriteType.Text) { Required = true, MaxLength = 1_000 },
        new("default_code", WriteType.Text) { MaxLength = 200 },
        new("barcode", WriteType.Text) { MaxLength = 200 },
        // Which of them there are depends on Odoo's version: it refuses what it does not know.
        new("type", WriteType.Text) { Choices = ["consu", "service", "combo", "product"] },
        new("categ_id", WriteType.Reference),
        new("uom_id", WriteType.Reference),
        new("list_price", WriteType.Number) { Min = -1_000_000_000_000, Max = 1_000_000_000_000 },
        new("description_sale", WriteType.Text) { MaxLength = 100_000 },
        new("sale_ok", WriteType.Boolean),
        new("purchase_ok", WriteType.Boolean),
        new("company_id", WriteType.Reference),
        new("active", WriteType.Boolean),
    ];
}
