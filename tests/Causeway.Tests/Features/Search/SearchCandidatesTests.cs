using Dapper;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Search;

/// <summary>What is found where many more rows hold what was typed than are looked at.</summary>
public sealed class SearchCandidatesTests(SearchServer server) : IClassFixture<SearchServer>, IAsyncLifetime
{
    /// <summary>After the sandbox's own.</summary>
    private const long First = 100_000;

    public async ValueTask InitializeAsync()
    {
        await using var db = await server.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await db.ExecuteAsync("delete from odoo.crm_lead where id >= @First", new { First });
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task Of_what_many_hold_the_title_itself_comes_first_then_what_is_new()
    {
        await AddAsync(First, 1, "Granite");
        await AddAsync(First + 1, 12_000, "Slab of granite");

        var ids = (await server.HitsAsync("granite", "leads", limit: 5)).Select(hit => hit.GetProperty("id").GetInt64());

        ids.ShouldBe([First, First + 12_000, First + 11_999, First + 11_998, First + 11_997]);
    }

    [Fact]
    public async Task Of_what_many_hold_everybody_finds_the_own_however_old_it_is()
    {
        await AddAsync(First, 1, "An old slab of basalt", owner: "pieter.jansen");
        await AddAsync(First + 1, 12_000, "Slab of basalt", owner: "lukas.berg");

        (await server.TitlesAsync("basalt", "leads", server.Pieter)).ShouldBe(["An old slab of basalt"]);
        (await server.TitlesAsync("ba", "leads", server.Pieter)).ShouldContain("An old slab of basalt");
    }

    [Fact]
    public async Task A_whole_word_comes_before_thousands_of_which_it_is_a_part()
    {
        await AddAsync(First, 5_000, "Immarbled");
        await AddAsync(First + 5_000, 1, "The marble house");
        await AddAsync(First + 5_001, 1_000, "Sandstone");

        (await server.TitlesAsync("marble", "leads"))[0].ShouldBe("The marble house");
    }

    /// <summary>As the mirror would have read them. An administrator sees them, and who owns them.</summary>
    private async Task AddAsync(long first, int count, string name, string owner = "lukas.berg")
    {
        await using var db = await server.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await db.ExecuteAsync(
            """
            insert into odoo.crm_lead (connection_id, id, name, type, user_id, active, state, state_since, read_started, read_ended, settled, content_hash, changed_at, confirmed_at)
            select @connection, id, @name, 'lead', @user, true, 'present', now(), 1, 2, true, 0, now(), now()
            from generate_series(@first, @first + @count - 1) id;
            analyze odoo.crm_lead
            """,
            new { connection = server.Mirror.ConnectionId, first, count, name, user = server.Mirror.Odoo.Users.Single(one => one.Login == owner).Id });
    }
}
