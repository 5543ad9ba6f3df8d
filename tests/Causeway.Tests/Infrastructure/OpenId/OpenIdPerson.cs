namespace Causeway.Tests.Infrastructure.OpenId;

/// <summary>Somebody whom the provider knows.</summary>
internal sealed record OpenIdPerson(string Name, string Email)
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public Guid Tenant { get; init; } = OpenIdProvider.Tenant;
}
