using System.Security.Cryptography;
using System.Text;
using Causeway.Sandbox.Access;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Seed;

/// <summary>The people of the company: who can sign in, in which team, and who reports to whom.</summary>
internal sealed class Staff(Sower sower, ApiKeys keys, int seed)
{
    private static readonly (string Login, string Name, SandboxRole Role)[] People =
    [
        ("admin", "Ada Verhoeven", SandboxRole.Administrator),
        ("morgan.reyes", "Morgan Reyes", SandboxRole.SalesManager),
        ("anna.keller", "Anna Keller", SandboxRole.AllDocuments),
        ("lukas.berg", "Lukas Berg", SandboxRole.OwnDocuments),
        ("sofia.rossi", "Sofia Rossi", SandboxRole.OwnDocuments),
        ("james.walsh", "James Walsh", SandboxRole.OwnDocuments),
        ("claire.moreau", "Claire Moreau", SandboxRole.AllDocuments),
        ("pieter.jansen", "Pieter Jansen", SandboxRole.OwnDocuments),
        ("ingrid.larsen", "Ingrid Larsen", SandboxRole.OwnDocuments),
        ("daniel.nowak", "Daniel Nowak", SandboxRole.OwnDocuments),
        ("paula.office", "Paula Bakker", SandboxRole.NoApps),
    ];

    public const string DirectTeam = "Direct Sales";

    public const string PartnerTeam = "Partners & Export";

    public List<SandboxUser> Users { get; } = [];

    /// <summary>The ids of the eight salespeople.</summary>
    public IReadOnlyList<int> Salespeople => [.. Users.Where(user => user.Team is not null).Select(user => user.Id)];

    public IReadOnlyList<int> Teams { get; private set; } = [];

    public void Hire()
    {
        AddSecondCompany();
        for (var i = 0; i < People.Length; i++)
        {
            var team = i is >= 2 and < 6 ? DirectTeam : i is >= 6 and < 10 ? PartnerTeam : null;
            Users.Add(Add(People[i].Login, People[i].Name, People[i].Role, team));
        }

        AddTeams();
        AddEmployees();
    }

    private void AddSecondCompany()
    {
        var partner = sower.Make("res.partner", new Values
        {
            ["name"] = "Meridian Office Systems UK", ["is_company"] = true, ["city"] = "London", ["country_id"] = Foundation.Country(sower, "GB"), ["email"] = "uk@meridian-office.example",
        });
        sower.Make("res.company", new Values { ["name"] = "Meridian Office Systems UK", ["partner_id"] = partner, ["currency_id"] = Foundation.Currency(sower, "GBP") });
    }

    private SandboxUser Add(string login, string name, SandboxRole role, string? team)
    {
        int[] companies = role is SandboxRole.Administrator or SandboxRole.SalesManager ? [1, 2] : [1];
        var id = sower.Make("res.users", new Values
        {
            ["login"] = login,
            ["name"] = name,
            ["email"] = $"{(login == "admin" ? "ada.verhoeven" : login)}@meridian-office.example",
            ["lang"] = "en_US",
            ["tz"] = "Europe/Amsterdam",
            ["company_id"] = 1L,
            ["company_ids"] = companies,
            [sower.Version >= 19 ? "group_ids" : "groups_id"] = Groups(role).Select(group => group.Id).ToArray(),
        });
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"causeway sandbox {seed} {login}")))[..40];
        keys.SetPassword(id, login);
        keys.Add(new ApiKey(key, id, "sandbox", null));
        sower.Make("res.users.apikeys", new Values { ["name"] = "sandbox", ["user_id"] = id, ["scope"] = "rpc" });
        return new SandboxUser(id, login, name, login, key, role, team);
    }

    private static IEnumerable<Group> Groups(SandboxRole role) => role switch
    {
        SandboxRole.Administrator => [Group.Settings, Group.SalesAdministrator, Group.Accounting, Group.Invoicing, Group.Employees],
        SandboxRole.SalesManager => [Group.SalesAdministrator],
        SandboxRole.AllDocuments => [Group.AllDocuments],
        SandboxRole.OwnDocuments => [Group.OwnDocuments],
        _ => [Group.Internal],
    };

    private void AddTeams()
    {
        foreach (var name in new[] { DirectTeam, PartnerTeam })
        {
            var members = Users.Where(user => user.Team == name).ToList();
            var team = sower.Make("crm.team", new Values { ["name"] = name, ["user_id"] = members[0].Id, ["company_id"] = 1L, ["sequence"] = (Teams.Count + 1L) * 10 });
            members.ForEach(user => Join(user, team));
            Teams = [.. Teams, team];
        }
    }

    private void Join(SandboxUser user, int team)
    {
        if (sower.Version >= 16)
        {
            sower.Make("crm.team.member", new Values { ["crm_team_id"] = team, ["user_id"] = user.Id });
        }
        else
        {
            sower.Change("res.users", user.Id, sower.Now.AddDays(-720), new Values { ["sale_team_id"] = (long)team });
        }
    }

    private void AddEmployees()
    {
        var management = sower.Make("hr.department", new Values { ["name"] = "Management" });
        var sales = sower.Make("hr.department", new Values { ["name"] = "Sales", ["parent_id"] = management });
        var office = sower.Make("hr.department", new Values { ["name"] = "Administration", ["parent_id"] = management });
        var byLogin = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var user in Users)
        {
            byLogin[user.Login] = AddEmployee(user, user.Role switch { SandboxRole.Administrator => management, SandboxRole.NoApps => office, _ => sales });
        }

        foreach (var user in Users.Where(user => user.Role != SandboxRole.Administrator))
        {
            sower.Change("hr.employee", byLogin[user.Login], sower.Now.AddDays(-300), new Values { ["parent_id"] = byLogin[Chief(user)] });
        }

        sower.Change("hr.department", sales, sower.Now.AddDays(-300), new Values { ["manager_id"] = byLogin["morgan.reyes"] });
    }

    private string Chief(SandboxUser user) => user switch
    {
        { Role: SandboxRole.SalesManager or SandboxRole.NoApps } => "admin",
        { Role: SandboxRole.AllDocuments } => "morgan.reyes",
        _ => Users.First(other => other.Team == user.Team).Login,
    };

    private int AddEmployee(SandboxUser user, int department) => sower.Make("hr.employee", new Values
    {
        ["name"] = user.Name,
        ["user_id"] = user.Id,
        ["department_id"] = department,
        ["job_title"] = user.Role switch { SandboxRole.Administrator => "Managing Director", SandboxRole.SalesManager => "Head of Sales", SandboxRole.NoApps => "Office Manager", _ => "Account Manager" },
        ["work_email"] = $"{(user.Login == "admin" ? "ada.verhoeven" : user.Login)}@meridian-office.example",
        ["work_phone"] = $"+31 20 555 01{user.Id:00}",
        ["birthday"] = "1985-04-12",
        ["private_email"] = $"{user.Name.Split(' ')[0].ToLowerInvariant()}@home.example",
    });
}
