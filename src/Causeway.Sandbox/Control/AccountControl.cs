using System.Security.Cryptography;
using Causeway.Sandbox.Access;
using Causeway.Sandbox.Domains;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Control;

/// <summary>Keys that are made and end, passwords that change, rights that are taken away.</summary>
internal sealed class AccountControl(Instance instance)
{
    public object AddKey(ControlRequest request)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        DateTime? expires = request.Has("seconds") ? instance.Database.Clock.Now.AddSeconds(request.Amount("seconds")) : null;
        instance.Keys.Add(new ApiKey(secret, User(request), "control", expires));
        return new { api_key = secret };
    }

    public void SetPassword(ControlRequest request) => instance.Keys.SetPassword(User(request), request.Text("password"));

    public void Revoke(ControlRequest request)
    {
        foreach (var word in request.List("rights").Cast<string>())
        {
            var right = Rights.Parse(word) ?? throw new BadControl($"there is no right '{word}': give read, write, create or unlink");
            instance.Rights.Revoke(User(request), request.Text("model"), right);
        }
    }

    /// <summary>As an ir.rule would: the user sees of the model what the domain lets through.</summary>
    public void SetRule(ControlRequest request) =>
        instance.Rules.Set(User(request), request.Text("model"), DomainParser.Parse(request.List("domain"), instance.Database.Version));

    private int User(ControlRequest request)
    {
        var login = request.Text("login");
        return instance.Database.Read(_ => instance.Database.Table("res.users").Rows.FirstOrDefault(row => row.Text("login") == login))?.Id
            ?? throw new BadControl($"there is no user '{login}'");
    }
}
