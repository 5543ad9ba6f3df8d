using System.Globalization;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Seed;

/// <summary>Leads in five stages, some won, some lost, with what is to be done about them.</summary>
internal sealed class Pipeline(Sower sower, Staff staff, Market market)
{
    private static readonly (string English, string French, bool Won)[] Stages =
        [("New", "Nouveau", false), ("Qualified", "Qualifié", false), ("Proposition", "Proposition", false), ("Negotiation", "Négociation", false), ("Won", "Gagné", true)];

    private static readonly (string English, string French)[] Tags =
    [
        ("Product", "Produit"), ("Services", "Services"), ("Consulting", "Conseil"), ("Training", "Formation"),
        ("Renewal", "Renouvellement"), ("Showroom", "Showroom"), ("Public sector", "Secteur public"), ("Strategic", "Stratégique"),
    ];

    private static readonly (string English, string French)[] Reasons =
        [("Too expensive", "Trop cher"), ("Competitor chosen", "Concurrent retenu"), ("No budget", "Pas de budget"), ("No answer", "Sans réponse"), ("Postponed", "Reporté")];

    private static readonly (string English, string French)[] ActivityTypes =
        [("Email", "E-mail"), ("Call", "Appel"), ("Meeting", "Réunion"), ("To-Do", "À faire"), ("Upload Document", "Charger un document")];

    private readonly List<int> open = [];
    private int crmLead;

    public void Fill(int leads)
    {
        Prepare();
        for (var i = 0; i < leads; i++)
        {
            Add(i, leads);
        }

        Plan(leads);
    }

    private void Prepare()
    {
        foreach (var (english, french, won) in Stages)
        {
            sower.Plant("crm.stage", ("name", Translation.Of(english, french)), ("sequence", sower.Database.Table("crm.stage").Count), ("is_won", won), ("fold", false));
        }

        Name("crm.tag", Tags, ("color", 4));
        Name("crm.lost.reason", Reasons, ("active", true));
        Name("mail.activity.type", ActivityTypes, ("active", true), ("sequence", 10), ("delay_unit", "days"), ("chaining_type", "suggest"), ("category", "default"));
        crmLead = sower.Database.Table("ir.model").Rows.First(row => row.Text("model") == "crm.lead").Id;
    }

    private void Name(string model, (string English, string French)[] names, params (string, object?)[] rest)
    {
        foreach (var (english, french) in names)
        {
            sower.Plant(model, [("name", Translation.Of(english, french)), .. rest]);
        }
    }

    private void Add(int index, int of)
    {
        var random = sower.Random;
        var account = sower.Pick(market.Accounts);
        var fate = random.NextDouble();
        var at = sower.Now.AddDays(-(1 - ((index + random.NextDouble()) / of)) * (of > 1000 ? 700 : 200)).AddMinutes(-5);
        var seller = random.NextDouble() < 0.05 ? (int?)null : account.Seller;
        var id = sower.Make("crm.lead", at, Values(account, seller, at, index), seller ?? Env.OdooBot);
        Progress(id, at, fate, seller ?? Env.OdooBot);
    }

    private Values Values(Account account, int? seller, DateTime at, int index)
    {
        var random = sower.Random;
        var isLead = index % 12 == 11;
        return new Values
        {
            ["name"] = string.Format(CultureInfo.InvariantCulture, sower.Pick(Words.Deals), random.Next(4, 120), account.Name),
            ["type"] = isLead ? "lead" : "opportunity",
            ["partner_id"] = random.NextDouble() < 0.8 ? sower.Pick(account.Contacts) : account.Id,
            ["user_id"] = seller is { } user ? user : (object)false,
            ["team_id"] = seller is { } member ? Team(member) : (object)false,
            ["expected_revenue"] = Math.Round(Math.Exp(7.5 + (random.NextDouble() * 4)) / 50) * 50,
            ["priority"] = random.Next(4).ToString(CultureInfo.InvariantCulture),
            ["date_deadline"] = DateOnly.FromDateTime(at.AddDays(random.Next(20, 140))),
            ["tag_ids"] = Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(1, Tags.Length + 1)).Distinct().Order().ToArray(),
            ["description"] = random.NextDouble() < 0.4 ? $"<p>Asked for by {account.Name}; {sower.Pick(Words.Summaries).ToLowerInvariant()}.</p>" : (object)false,
            ["x_studio_score"] = (long)random.Next(101),
            ["x_region"] = account.Country is "US" or "CA" ? "amer" : "emea",
        };
    }

    /// <summary>Where the lead has come to since: a stage further on, won, or lost with a reason.</summary>
    private void Progress(int id, DateTime at, double fate, int user)
    {
        var later = at.AddSeconds((sower.Now - at).TotalSeconds * sower.Random.NextDouble() * 0.95);
        if (fate < 0.13)
        {
            sower.Change("crm.lead", id, later, new Values
            {
                ["active"] = false,
                [sower.Version >= 16 ? "lost_reason_id" : "lost_reason"] = (long)sower.Random.Next(1, Reasons.Length + 1),
                ["probability"] = 0.0,
                ["automated_probability"] = 0.0,
            }, user);
            return;
        }

        var stage = fate switch { < 0.4 => 1L, < 0.6 => 2L, < 0.75 => 3L, < 0.85 => 4L, _ => 5L };
        if (stage > 1)
        {
            sower.Change("crm.lead", id, later, new Values { ["stage_id"] = stage }, user);
        }

        if (stage < 5)
        {
            open.Add(id);
        }
    }

    private void Plan(int leads)
    {
        var wanted = Math.Min(open.Count, Math.Clamp(leads * 3 / 10, Math.Min(leads, 24), 30_000));
        for (var i = 0; i < wanted; i++)
        {
            var lead = sower.Find("crm.lead", open[(int)((long)i * open.Count / wanted)]);
            AddActivity(lead, i);
        }
    }

    private void AddActivity(Row lead, int index)
    {
        // A third is overdue, a sixth is due today, the rest is planned.
        var days = (index % 6) switch { 0 or 1 => -sower.Random.Next(1, 15), 2 => 0, _ => sower.Random.Next(1, 21) };
        var user = lead.Reference("user_id") ?? sower.Pick(staff.Salespeople);
        sower.Make("mail.activity", sower.Now.AddDays(-sower.Random.Next(1, 20)), new Values
        {
            ["res_model_id"] = crmLead,
            ["res_model"] = "crm.lead",
            ["res_id"] = lead.Id,
            ["activity_type_id"] = (long)sower.Random.Next(1, 5),
            ["summary"] = sower.Pick(Words.Summaries),
            ["date_deadline"] = sower.Today.AddDays(days),
            ["user_id"] = user,
        }, user);
    }

    private int Team(int user) => staff.Teams[staff.Users.First(one => one.Id == user).Team == Staff.DirectTeam ? 0 : 1];
}
