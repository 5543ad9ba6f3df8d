using System.Globalization;
using System.Text;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Seed;

/// <summary>The customers: companies in several countries, each with people to talk to.</summary>
internal sealed class Market(Sower sower, Staff staff)
{
    public List<Account> Accounts { get; } = [];

    public void Open(int accounts)
    {
        for (var i = 0; i < accounts; i++)
        {
            Accounts.Add(Add(i));
        }
    }

    private Account Add(int index)
    {
        var (name, city, country) = index < Words.Accounts.Count ? Words.Accounts[index] : Invent(index);
        var at = sower.Now.AddDays(-715 + (sower.Random.NextDouble() * 400));
        var domain = Slug(name);
        var seller = sower.Pick(staff.Salespeople);
        var id = sower.Make("res.partner", at, new Values
        {
            ["name"] = name,
            ["is_company"] = true,
            ["email"] = $"office@{domain}.example",
            ["phone"] = Phone(country),
            ["website"] = $"https://{domain}.example",
            ["vat"] = $"{country}{sower.Random.Next(100_000_000, 999_999_999)}",
            ["street"] = $"{sower.Pick(Words.Streets)} {sower.Random.Next(1, 180)}",
            ["zip"] = sower.Random.Next(1000, 99999).ToString(CultureInfo.InvariantCulture),
            ["city"] = city,
            ["country_id"] = Foundation.Country(sower, country),
            ["user_id"] = seller,
            ["customer_rank"] = 1L,
        });
        var contacts = Enumerable.Range(0, sower.Random.Next(1, 4)).Select(_ => AddContact(id, at, domain, country)).ToList();
        return new Account(id, name, country, seller, contacts);
    }

    private int AddContact(int company, DateTime at, string domain, string country)
    {
        var (first, last) = (sower.Pick(Words.FirstNames), sower.Pick(Words.LastNames));
        return sower.Make("res.partner", at.AddDays(sower.Random.NextDouble() * 30), new Values
        {
            ["name"] = $"{first} {last}",
            ["parent_id"] = company,
            ["email"] = $"{Slug(first)}.{Slug(last)}@{domain}.example",
            ["phone"] = Phone(country),
            ["function"] = sower.Pick(Words.Functions),
        });
    }

    private (string Name, string City, string Country) Invent(int index)
    {
        var model = Words.Accounts[sower.Random.Next(Words.Accounts.Count)];
        var number = index / (Words.LastNames.Length * Words.Trades.Length);
        var name = $"{Words.LastNames[index % Words.LastNames.Length]} {Words.Trades[index / Words.LastNames.Length % Words.Trades.Length]}";
        return (number == 0 ? name : $"{name} {number + 1}", model.City, model.Country);
    }

    private string Phone(string country)
    {
        var code = (int)sower.Find("res.country", Foundation.Country(sower, country)).Number("phone_code");
        return $"+{code} {sower.Random.Next(10, 99)} {sower.Random.Next(100, 999)} {sower.Random.Next(1000, 9999)}";
    }

    private static string Slug(string name)
    {
        var letters = name.Normalize(NormalizationForm.FormD).ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c == ' ');
        return string.Concat(letters).Trim().Replace(' ', '-');
    }
}

/// <summary>A customer, who sells to them, and whom to ask for there.</summary>
internal sealed record Account(int Id, string Name, string Country, int Seller, IReadOnlyList<int> Contacts);
