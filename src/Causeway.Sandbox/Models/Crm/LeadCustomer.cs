using Causeway.Sandbox.Data;
using Causeway.Sandbox.Models.Contacts;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Models.Crm;

/// <summary>What a lead takes from its customer and gives back: names, address, email and phone.</summary>
internal static class LeadCustomer
{
    private static readonly string[] Address = ["street", "street2", "city", "zip", "state_id", "country_id"];
    private static readonly string[] Carried = ["function", "title", "mobile", "website"];

    /// <summary>Fills what was not given from a customer that was just set.</summary>
    public static Row Take(Env env, Row lead, Values given)
    {
        if (env.Follow(lead, "partner_id") is not { } partner)
        {
            return lead;
        }

        lead = TakeNames(env, lead, partner, given);
        foreach (var field in Carried.Where(field => lead.Has(field) && partner.Has(field) && !given.ContainsKey(field)))
        {
            lead = partner[field] is { } value ? env.Set(lead, field, value) : lead;
        }

        if (Array.Exists(Address, field => partner[field] is not null))
        {
            lead = Address.Where(field => !given.ContainsKey(field)).Aggregate(lead, (row, field) => env.Set(row, field, partner[field]));
        }

        return Follow(env, lead, partner, given);
    }

    /// <summary>Email and phone follow the customer's when those change.</summary>
    public static Row Follow(Env env, Row lead, Row partner, Values given)
    {
        if (partner.Text("email") is { Length: > 0 } email && !given.ContainsKey("email_from") && ContactData.Email(email) != ContactData.Email(lead.Text("email_from")))
        {
            lead = env.Set(lead, "email_from", email);
        }

        if (partner.Text("phone") is { Length: > 0 } phone && !given.ContainsKey("phone") && ContactData.Phone(phone) != ContactData.Phone(lead.Text("phone")))
        {
            lead = env.Set(lead, "phone", phone);
        }

        return Normalise(env, lead);
    }

    /// <summary>An email or phone written on the lead becomes the customer's.</summary>
    public static Row Give(Env env, Row lead, Values given)
    {
        if (env.Follow(lead, "partner_id") is not { } partner)
        {
            return lead;
        }

        var changes = new Values();
        if (given.ContainsKey("email_from") && lead.Text("email_from") is { Length: > 0 } email && ContactData.Email(email) != ContactData.Email(partner.Text("email")))
        {
            changes["email"] = email;
        }

        if (given.ContainsKey("phone") && lead.Text("phone") is { Length: > 0 } phone && ContactData.Phone(phone) != ContactData.Phone(partner.Text("phone")))
        {
            changes["phone"] = phone;
        }

        if (changes.Count > 0)
        {
            env.Sudo().Write(partner, changes);
        }

        return Creating.Current(lead);
    }

    public static Row Normalise(Env env, Row lead)
    {
        lead = env.Set(lead, "email_normalized", ContactData.Email(lead.Text("email_from")));
        return env.Set(lead, "phone_sanitized", ContactData.Phone(lead.Text("phone")));
    }

    private static Row TakeNames(Env env, Row lead, Row partner, Values given)
    {
        var isCompany = partner.Flag("is_company");
        var company = env.Follow(partner, "parent_id")?.Text("name") ?? (isCompany ? partner.Text("name") : partner.Text("company_name"));
        if (!given.ContainsKey("contact_name") && !isCompany)
        {
            lead = env.Set(lead, "contact_name", partner["name"]);
        }

        return !given.ContainsKey("partner_name") && company is not null ? env.Set(lead, "partner_name", company) : lead;
    }
}
