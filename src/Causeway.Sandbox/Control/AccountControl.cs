using System.Security.Cryptography;
using Causeway.Sandbox.Access;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Control;

/// <summary>Keys that are made and end, passwords that change, rights that are taken away.</summary>
internal sealed class AccountControl(Office office)
{
    public object AddKey(ControlRequest request)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        DateTime? expires = request.Has("seconds") ? office.Database.Clock.Now.AddSeconds(request.Amount("seconds")) : null;
        office.Keys.Add(new ApiKey(secret, User(request), "control", expires));
        return new { api_key = secret };
    }

    public void SetPassword(ControlRequest request) => office.Keys.SetPassword(User(request), request.Text("password"));

    public void Revoke(ControlRequest request)
    {
        foreach (var word in request.List("rights").Cast<string>())
        {
            var right = Rights.Parse(word) ?? throw new BadControl($"there is no right '{word}': give read, write, create or unlink");
            office.Rights.Revoke(User(request), request.Text("model"), right);
        }
    }

    private int User(ControlRequest request)
    {
        var login = request.Text("login");
        return office.Database.Read(_ => office.Database.Table("res.users").Rows.FirstOrDefault(row => row.Text("login") == login))?.Id
            ?? throw new BadControl($"there is no user '{login}'");
    }
}
