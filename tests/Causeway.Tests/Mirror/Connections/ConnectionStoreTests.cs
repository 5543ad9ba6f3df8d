using Causeway.Mirror.Connections;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Connections;

/// <summary>Administrators and scripts that come at once.</summary>
public sealed class ConnectionStoreTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int AtOnce = 8;

    private readonly ConnectionStore store = new(database.DataSource);

    [Fact]
    public async Task Of_connections_that_are_made_or_chosen_at_once_one_is_the_default()
    {
        // Opened before, so that they do come at once.
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ => await store.AllAsync(default)));

        var added = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(number => store.AddAsync(New(number), default)));
        added.Count(connection => connection.IsDefault).ShouldBe(1);

        await Task.WhenAll(added.Select(connection => store.MakeDefaultAsync(connection.Id, default)));
        (await store.AllAsync(default)).Count(connection => connection.IsDefault).ShouldBe(1);
    }

    private static OdooConnection New(int number) => new()
    {
        Id = 0,
        Name = $"Odoo {number}",
        Url = "https://odoo.example",
        Database = "prod",
        Username = "sync",
        SecretProtected = "not read here",
        IntervalMinutes = 5,
    };
}
