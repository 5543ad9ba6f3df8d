using Causeway.Mirror.Writes;

namespace Causeway.Features.Contacts;

/// <summary>What a body may set on a contact.</summary>
internal static class ContactFields
{
    public static readonly IReadOnlyList<WritableField> Writable =
    [
        new("name", WriteType.Text) { Required = true, MaxLength = 1_000 },
        new("is_company", WriteType.Boolean),
        new("type", WriteType.Text) { Choices = ["contact", "invoice", "delivery", "other"] },
        new("parent_id", WriteType.Reference),
        new("company_name", WriteType.Text) { MaxLength = 1_000 },
        new("function", WriteType.Text) { MaxLength = 1_000 },
        new("email", WriteType.Text) { MaxLength = 1_000 },
        new("phone", WriteType.Text) { MaxLength = 200 },
        new("mobile", WriteType.Text) { MaxLength = 200 },
        new("website", WriteType.Text) { MaxLength = 1_000 },
        new("vat", WriteType.Text) { MaxLength = 200 },
        new("ref", WriteType.Text) { MaxLength = 1_000 },
        new("street", WriteType.Text) { MaxLength = 1_000 },
        new("street2", WriteType.Text) { MaxLength = 1_000 },
        new("city", WriteType.Text) { MaxLength = 1_000 },
        new("zip", WriteType.Text) { MaxLength = 200 },
        new("state_id", WriteType.Reference),
        new("country_id", WriteType.Reference),
        new("lang", WriteType.Text) { MaxLength = 20 },
        new("user_id", WriteType.Reference),
        new("category_id", WriteType.References),
        new("comment", WriteType.Text) { MaxLength = 500_000 },
        new("active", WriteType.Boolean),
    ];
}
