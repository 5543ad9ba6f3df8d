using System.Globalization;
using Causeway.Mirror.Proof;
using Causeway.Odoo;

namespace Causeway.Mirror.Connections;

/// <summary>What tells one instance of Odoo from another, as far as any of its users may read.</summary>
internal sealed class InstanceMarks(OdooClient odoo) : IDisposable
{
    private static readonly OdooFieldSet Person = new(
    [
        new OdooField("login", OdooFieldType.Char),
        new OdooField("create_date", OdooFieldType.DateTime),
        new OdooField("login_date", OdooFieldType.DateTime),
    ]);

    private static readonly OdooFieldSet Written = new([new OdooField("write_date", OdooFieldType.DateTime)]);

    /// <summary>Whose the secret is.</summary>
    public long Uid { get; private set; }

    public async Task SignInAsync(CancellationToken cancellationToken) => Uid = (await odoo.IdentifyAsync(cancellationToken)).Uid;

    public Task<string?> UuidAsync(CancellationToken cancellationToken) => DatabaseIdentity.ReadUuidAsync(odoo, cancellationToken);

    public Task<string?> PersonAsync(CancellationToken cancellationToken) => PersonAsync(odoo, Uid, cancellationToken);

    /// <summary>The login, and when the user was made.</summary>
    public static async Task<string?> PersonAsync(OdooClient odoo, long uid, CancellationToken cancellationToken) =>
        await odoo.ReadAsync("res.users", [uid], Person, null, cancellationToken) is [var user] ? $"{user["login"]} {Text(user["create_date"])}" : null;

    /// <summary>The newest of what moves all the time: sign-ins, contacts, messages.</summary>
    public async Task<IReadOnlyList<string>> LatestAsync(CancellationToken cancellationToken)
    {
        var users = await odoo.ReadAsync("res.users", [Uid], Person, null, cancellationToken);
        return
        [
            Text(users is [var user] ? user["login_date"] : null),
            await NewestAsync("res.partner", "write_date desc, id desc", cancellationToken),
            await NewestAsync("mail.message", "id desc", cancellationToken),
        ];
    }

    public void Dispose() => odoo.Dispose();

    private async Task<string> NewestAsync(string model, string order, CancellationToken cancellationToken)
    {
        try
        {
            await using var page = await odoo.SearchReadPageAsync(model, OdooDomain.All, Written, new OdooQuery { Limit = 1, Order = order }, cancellationToken);
            return await page.FirstOrDefaultAsync(cancellationToken) is { } newest
                ? string.Create(CultureInfo.InvariantCulture, $"{newest.Id} {Text(newest["write_date"])}")
                : "none";
        }
        // The same person may read the same on both sides.
        catch (OdooException exception) when (exception.Kind is OdooErrorKind.NoAccess or OdooErrorKind.UnknownModel)
        {
            return "not for this user";
        }
    }

    private static string Text(object? instant) => (instant as DateTime?)?.ToString("s", CultureInfo.InvariantCulture) ?? "";
}
