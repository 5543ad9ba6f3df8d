using System.Globalization;
using Causeway.Sandbox.Models.Accounting;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Seed;

/// <summary>Products, and customer invoices and credit notes in several currencies: paid, open and overdue.</summary>
internal sealed class Ledger(Sower sower, Staff staff, Market market)
{
    private static readonly (string Code, string Name, double Price, bool Service)[] Products =
    [
        ("DESK-160", "Standing desk 160 cm", 690, false), ("DESK-120", "Standing desk 120 cm", 560, false), ("CHAIR-T", "Task chair", 320, false),
        ("CHAIR-E", "Executive chair", 780, false), ("PANEL-A", "Acoustic panel", 145, false), ("LOCK-6", "Locker, six doors", 410, false),
        ("CAB-2", "Filing cabinet", 260, false), ("TABLE-M", "Meeting table", 1250, false), ("LAMP-D", "Desk lamp", 85, false),
        ("SRV-INST", "Installation", 75, true), ("SRV-ERGO", "Ergonomics training", 950, true), ("SRV-PLAN", "Space planning", 1400, true),
    ];

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public void Write(int invoices)
    {
        AddProducts();
        var journals = new Dictionary<int, int>
        {
            [1] = sower.Make("account.journal", new Values { ["name"] = "Customer Invoices", ["code"] = "INV", ["type"] = "sale", ["company_id"] = 1L }),
            [2] = sower.Make("account.journal", new Values { ["name"] = "Customer Invoices UK", ["code"] = "INV", ["type"] = "sale", ["company_id"] = 2L }),
        };
        foreach (var term in new[] { "Immediate Payment", "30 Days", "45 Days" })
        {
            sower.Make("account.payment.term", new Values { ["name"] = term });
        }

        for (var i = 0; i < invoices; i++)
        {
            var company = i % 24 == 23 ? 2 : 1;
            Add(market.Accounts[i % market.Accounts.Count], i, company, journals[company]);
        }
    }

    private void AddProducts()
    {
        sower.Make("product.category", new Values { ["name"] = "Furniture" });
        sower.Make("product.category", new Values { ["name"] = "Services" });
        sower.Make("uom.uom", new Values { ["name"] = "Units" });
        sower.Make("uom.uom", new Values { ["name"] = "Hours" });
        foreach (var (code, name, price, service) in Products)
        {
            sower.Make("product.product", new Values
            {
                ["name"] = name, ["default_code"] = code, ["list_price"] = price, ["type"] = service ? "service" : "consu", ["categ_id"] = service ? 2L : 1L, ["standard_price"] = price * 0.6,
            });
        }
    }

    private void Add(Account account, int index, int company, int journal)
    {
        var random = sower.Random;
        var date = sower.Today.AddDays(-random.Next(1, 200));
        var due = date.AddDays(index % 3 == 0 ? 0 : 30);
        var refund = index % 12 == 7;
        var at = date.ToDateTime(new TimeOnly(random.Next(8, 18), random.Next(60), random.Next(60)), DateTimeKind.Utc);
        var id = sower.Make("account.move", at, new Values
        {
            ["move_type"] = refund ? "out_refund" : "out_invoice",
            ["partner_id"] = account.Id,
            ["invoice_user_id"] = account.Seller,
            ["team_id"] = staff.Teams[0],
            ["company_id"] = company,
            ["currency_id"] = Foundation.Currency(sower, company == 2 ? "GBP" : Money(account.Country)),
            ["journal_id"] = journal,
            ["date"] = date,
            ["invoice_date"] = date,
            ["invoice_date_due"] = due,
            ["invoice_payment_term_id"] = index % 3 == 0 ? 1L : 2L,
            ["invoice_line_ids"] = Enumerable.Range(0, random.Next(1, 4)).Select(object? (_) => new List<object?> { 0L, 0L, Line() }).ToList(),
        });
        Settle(id, index, refund, date);
    }

    private Dictionary<string, object?> Line()
    {
        var product = sower.Random.Next(Products.Length);
        return new Dictionary<string, object?>
        {
            ["product_id"] = product + 1, ["name"] = Products[product].Name, ["quantity"] = (double)sower.Random.Next(1, 25), ["price_unit"] = Products[product].Price,
        };
    }

    /// <summary>Most is posted; of that some is paid, some in part, the rest is due or overdue.</summary>
    private void Settle(int id, int index, bool refund, DateOnly date)
    {
        if (index % 16 == 15)
        {
            return;
        }

        var at = date.ToDateTime(new TimeOnly(18, 30), DateTimeKind.Utc);
        var env = sower.At(at < sower.Now ? at : sower.Now);
        var row = env.Touch(env.Find("account.move", id)!);
        row["state"] = "posted";
        row["sequence_number"] = Number(refund, date);
        row["name"] = string.Create(CultureInfo.InvariantCulture, $"{(refund ? "RINV" : "INV")}/{date.Year}/{row.Number("sequence_number"):00000}");
        var share = (index % 5) switch { 0 or 1 => 0.0, 2 => 0.4, _ => 1.0 };
        row["payment_state"] = share switch { 0 => "paid", 1 => "not_paid", _ => "partial" };
        MoveBehaviour.SetAmounts(env, row, row.Number("amount_untaxed"), row.Number("amount_tax"), Math.Round(row.Number("amount_total") * share, 2));
    }

    private int Number(bool refund, DateOnly date)
    {
        var series = $"{refund}{date.Year}";
        return numbers[series] = numbers.GetValueOrDefault(series) + 1;
    }

    private static string Money(string country) => country switch
    {
        "GB" => "GBP",
        "US" => "USD",
        "CH" => "CHF",
        "SE" => "SEK",
        "PL" => "PLN",
        "CA" => "CAD",
        _ => "EUR",
    };
}
