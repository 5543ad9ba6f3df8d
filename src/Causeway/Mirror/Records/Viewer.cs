using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Platform.Access;
using Causeway.Platform.Http.Document;
using Microsoft.AspNetCore.Http.Metadata;

namespace Causeway.Mirror.Records;

/// <summary>What one caller may see on one connection, as the mirrored teams and companies say (contract section 2).</summary>
internal sealed record Viewer : IEndpointParameterMetadataProvider
{
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new OnConnection(Required: true));

    public required Caller Caller { get; init; }

    public required OdooConnection Connection { get; init; }

    /// <summary>An admin of a shared connection, or the owner of a private one: companies still hold.</summary>
    public required bool SeesEverybody { get; init; }

    /// <summary>Who the caller is on this connection's Odoo: uids of another Odoo mean somebody else there.</summary>
    public long? OdooUserId { get; init; }

    /// <summary>Null where records of every company may be seen: a caller by admin key has no companies.</summary>
    public long[]? Companies { get; init; }

    /// <summary>Odoo users whose records may be seen: oneself, who is on a team that one belongs to or leads, and who reports to one, directly or through others.</summary>
    public long[] People { get; init; } = [];

    /// <summary>Teams that one belongs to or leads.</summary>
    public long[] Teams { get; init; } = [];

    /// <summary>Whether records without a salesperson may be seen, by their team or, without one, by all (<c>UNASSIGNED</c>).</summary>
    public bool SeesUnassigned { get; init; } = true;

    /// <summary>The same caller, who looks at their own alone: nothing, where it is not known who they are in Odoo.</summary>
    public Viewer OfOwn() => this with { scope = Scope, SeesEverybody = false, SeesUnassigned = false, People = OdooUserId is { } own ? [own] : [] };

    /// <summary>The same caller, where a setting opens a route to everybody's records.</summary>
    public Viewer OfEverybody() => this with { scope = Scope, SeesEverybody = true };

    /// <summary>Whether nobody's records are seen but one person's.</summary>
    public bool SeesOnePerson => !SeesEverybody && !SeesUnassigned && People.Length == 1;

    /// <summary>Models beyond the default that an administrator opened to members.</summary>
    public IReadOnlyList<string> OpenModels =>
        openModels ??= [.. Connection.ChosenModels.Where(choice => choice.OpenToMembers).Select(choice => choice.Model)];

    private IReadOnlyList<string>? openModels;

    /// <summary>Whether any record of a model may be seen, by whichever route; which of them is for the rest of the rule.</summary>
    public bool Sees(MirrorModel model) =>
        SeesEverybody || model.SalespersonField is not null || model.Common || OpenModels.Contains(model.Name);

    /// <summary>
    /// Changes when what the caller may see changes: a position in the feed is good under one scope only, whichever part of it
    /// the route shows that gave the position.
    /// </summary>
    public string Scope => scope ??= Hash();

    private string? scope;

    private string Hash()
    {
        var text = $"{Connection.Id} {SeesEverybody} {SeesUnassigned} {Caller.Role} {Join(Companies)} {Join(People)} {Join(Teams)} {string.Join(',', OpenModels.Order(StringComparer.Ordinal))}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
    }

    private static string Join(long[]? ids) => ids is null ? "all" : string.Join(',', ids.Order());

    /// <summary>The caller on the request's connection; bind it as a handler's parameter.</summary>
    public static async ValueTask<Viewer?> BindAsync(HttpContext context)
    {
        var on = await RequestConnection.BindAsync(context);
        var viewers = context.RequestServices.GetRequiredService<Viewers>();
        return await viewers.FindAsync(context.Features.Get<Caller>()!, on!.Connection, context.RequestAborted);
    }
}
