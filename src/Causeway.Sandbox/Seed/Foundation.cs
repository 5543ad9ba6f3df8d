using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Seed;

/// <summary>What every Odoo database begins with: OdooBot, the company, the models' own description, groups, countries, currencies.</summary>
internal static class Foundation
{
    private static readonly (string Code, string Symbol, string Name, double Rate, bool Active)[] Currencies =
    [
        ("USD", "$", "United States dollar", 1.09, true), ("EUR", "€", "Euro", 1.0, true), ("GBP", "£", "Pound sterling", 0.85, true),
        ("CHF", "CHF", "Swiss franc", 0.95, true), ("SEK", "kr", "Swedish krona", 11.3, true), ("PLN", "zł", "Polish złoty", 4.3, true),
        ("NOK", "kr", "Norwegian krone", 11.7, false), ("DKK", "kr", "Danish krone", 7.46, false), ("CAD", "$", "Canadian dollar", 1.5, true),
    ];

    private static readonly (string Code, string English, string French, string Currency, int Phone)[] Countries =
    [
        ("AT", "Austria", "Autriche", "EUR", 43), ("BE", "Belgium", "Belgique", "EUR", 32), ("CA", "Canada", "Canada", "CAD", 1), ("CH", "Switzerland", "Suisse", "CHF", 41),
        ("DE", "Germany", "Allemagne", "EUR", 49), ("DK", "Denmark", "Danemark", "DKK", 45), ("ES", "Spain", "Espagne", "EUR", 34), ("FI", "Finland", "Finlande", "EUR", 358),
        ("FR", "France", "France", "EUR", 33), ("GB", "United Kingdom", "Royaume-Uni", "GBP", 44), ("IE", "Ireland", "Irlande", "EUR", 353), ("IT", "Italy", "Italie", "EUR", 39),
        ("NL", "Netherlands", "Pays-Bas", "EUR", 31), ("NO", "Norway", "Norvège", "NOK", 47), ("PL", "Poland", "Pologne", "PLN", 48), ("PT", "Portugal", "Portugal", "EUR", 351),
        ("SE", "Sweden", "Suède", "SEK", 46), ("US", "United States", "États-Unis", "USD", 1),
    ];

    private static readonly (string Country, string Code, string Name)[] States =
    [
        ("US", "OR", "Oregon"), ("US", "OH", "Ohio"), ("US", "TX", "Texas"), ("US", "CO", "Colorado"), ("US", "NC", "North Carolina"),
        ("CA", "BC", "British Columbia"), ("CA", "NS", "Nova Scotia"), ("IT", "TO", "Torino"), ("ES", "BI", "Bizkaia"),
    ];

    public static void Lay(Sower sower, string uuid)
    {
        PlantMoneyAndPlaces(sower);
        PlantOdooBot(sower);
        PlantGroups(sower);
        PlantSubtypes(sower);
        DescribeModels(sower);
        sower.Make("ir.config_parameter", new Values { ["key"] = "database.uuid", ["value"] = uuid });
        sower.Make("ir.config_parameter", new Values { ["key"] = "database.create_date", ["value"] = Wire.WireValues.Moment(sower.Now.AddDays(-730)) });
        sower.Make("res.lang", new Values { ["name"] = "English (US)", ["code"] = "en_US", ["active"] = true });
        sower.Make("res.lang", new Values { ["name"] = "French / Français", ["code"] = "fr_FR", ["active"] = true });
    }

    public static int Country(Sower sower, string code) =>
        sower.Database.Table("res.country").Rows.First(row => row.Text("code") == code).Id;

    public static int Currency(Sower sower, string code) =>
        sower.Database.Table("res.currency").Rows.First(row => row.Text("name") == code).Id;

    private static void PlantMoneyAndPlaces(Sower sower)
    {
        foreach (var (code, symbol, name, _, active) in Currencies)
        {
            sower.Plant("res.currency", ("name", code), ("symbol", symbol), ("full_name", name), ("active", active),
                ("rounding", 0.01), ("decimal_places", 2), ("position", code is "USD" or "GBP" or "CAD" ? "before" : "after"));
        }

        foreach (var (code, english, french, currency, phone) in Countries)
        {
            sower.Plant("res.country", ("name", Translation.Of(english, french)), ("code", code), ("currency_id", Currency(sower, currency)), ("phone_code", phone), ("zip_required", true));
        }

        foreach (var (country, code, name) in States)
        {
            sower.Plant("res.country.state", ("country_id", Country(sower, country)), ("code", code), ("name", name));
        }
    }

    /// <summary>The main company, its partner, and OdooBot, who belongs to it and makes all the rest.</summary>
    private static void PlantOdooBot(Sower sower)
    {
        var partner = sower.Plant("res.partner", ("name", "Meridian Office Systems"), ("is_company", true), ("active", true), ("type", "contact"),
            ("email", "info@meridian-office.example"), ("phone", "+31 20 555 0100"), ("website", "https://meridian-office.example"), ("lang", "en_US"),
            ("street", "Herengracht 480"), ("zip", "1017 CB"), ("city", "Amsterdam"), ("country_id", Country(sower, "NL")), ("commercial_partner_id", 1),
            ("complete_name", "Meridian Office Systems"), ("commercial_company_name", "Meridian Office Systems"), ("autopost_bills", "ask"));
        var company = sower.Plant("res.company", ("name", "Meridian Office Systems"), ("partner_id", partner), ("currency_id", Currency(sower, "EUR")), ("sequence", 0), ("active", true));
        var bot = sower.Plant("res.partner", ("name", "OdooBot"), ("active", false), ("type", "contact"), ("email", "odoobot@example.com"), ("commercial_partner_id", 2),
            ("complete_name", "Meridian Office Systems, OdooBot"), ("parent_id", partner), ("lang", "en_US"), ("autopost_bills", "ask"));
        sower.Plant("res.users", ("login", "__system__"), ("active", false), ("partner_id", bot), ("company_id", company), ("company_ids", new[] { company }), ("notification_type", "email"));
        foreach (var (code, _, _, rate, _) in Currencies)
        {
            AddRates(sower, code, rate);
        }
    }

    /// <summary>A rate for the first of each of the last twelve months, drifting a little.</summary>
    private static void AddRates(Sower sower, string code, double rate)
    {
        for (var month = 12; month >= 0 && code != "EUR"; month--)
        {
            var day = new DateOnly(sower.Today.Year, sower.Today.Month, 1).AddMonths(-month);
            var drift = 1 + ((sower.Random.NextDouble() - 0.5) * 0.03);
            sower.Plant("res.currency.rate", ("name", day), ("rate", Math.Round(rate * drift, 6)), ("currency_id", Currency(sower, code)), ("company_id", 1));
        }
    }

    private static void PlantGroups(Sower sower)
    {
        foreach (var group in Group.All)
        {
            sower.Plant("res.groups", ("name", group.FullName(sower.Version)), ("api_key_duration", group == Group.Internal ? 90.0 : 0.0),
                ("implied_ids", group.Implied.Count == 0 ? null : group.Implied.Select(other => other.Id).ToArray()));
            var (module, name) = group.Key.Split('.') is [var m, var n] ? (m, n) : default;
            sower.Plant("ir.model.data", ("module", module), ("name", name), ("model", "res.groups"), ("res_id", group.Id));
        }
    }

    private static void PlantSubtypes(Sower sower)
    {
        foreach (var (key, name, isInternal) in new[] { ("mt_comment", "Discussions", false), ("mt_note", "Note", true), ("mt_activities", "Activities", true) })
        {
            var id = sower.Plant("mail.message.subtype", ("name", Translation.Of(name, name)), ("internal", isInternal), ("sequence", 1));
            sower.Plant("ir.model.data", ("module", "mail"), ("name", key), ("model", "mail.message.subtype"), ("res_id", id));
        }
    }

    private static void DescribeModels(Sower sower)
    {
        foreach (var model in sower.Database.Models.Models)
        {
            var id = sower.Plant("ir.model", ("name", model.Label), ("model", model.Name), ("state", "base"), ("is_mail_thread", model.Has("message_ids")));
            foreach (var field in model.Fields)
            {
                sower.Plant("ir.model.fields", ("name", field.Name), ("model", model.Name), ("model_id", id), ("field_description", field.Label),
                    ("ttype", FieldsGet.TypeName(field.Type)), ("relation", field.Relation), ("relation_field", field.Inverse), ("required", field.IsRequired),
                    ("readonly", field.IsReadOnly), ("store", field.IsStored), ("company_dependent", field.IsPerCompany), ("state", field.IsManual ? "manual" : "base"));
            }
        }
    }
}
