using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Invoices;

/// <summary>Customer invoices and credit notes, held against Odoo's own rows.</summary>
public sealed class InvoicesEndpointsTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task A_list_holds_every_invoice_and_credit_note_and_a_member_sees_those_of_their_team()
    {
        // An administrator without an Odoo user sees the main company.
        var all = (await mirror.Control.DumpAsync("account.move")).Values.Where(move => Number(move, "company_id") == 1 && (move.GetProperty("move_type").GetString() is "out_invoice" or "out_refund")).ToList();
        var pieters = all.Where(move => Number(move, "invoice_user_id") == Uid("pieter.jansen")).Select(Id).ToList();

        var list = (await mirror.Admin.GetAsync("/api/invoices?per_page=100")).Expect(HttpStatusCode.OK);
        var lukas = await mirror.SignInAsync("lukas.berg");

        list["pagination"].GetProperty("total").GetInt32().ShouldBe(all.Count);
        pieters.ShouldNotBeEmpty();
        (await lukas.GetAsync("/api/invoices?per_page=100")).Ids("invoices").ShouldNotContain(pieters[0]);
        (await lukas.GetAsync($"/api/invoices/{pieters[0]}")).Expect(HttpStatusCode.NotFound);
        (await mirror.Admin.GetAsync($"/api/invoices/{pieters[0]}")).Expect(HttpStatusCode.OK)["user"].GetProperty("name").GetString().ShouldBe("Pieter Jansen");
    }

    [Fact]
    public async Task Active_leaves_cancelled_ones_out_and_a_search_finds_by_number()
    {
        var move = (await mirror.Control.DumpAsync("account.move")).Values.First(move => move.GetProperty("state").GetString() == "posted");
        await mirror.WriteAsync("account.move", (int)Id(move), new { @ref = "Order 4711/b" });
        await mirror.Control.UpdateAsync("account.move", [Id(move)], new { state = "cancel" });
        await mirror.SyncCompletelyAsync();

        (await mirror.Admin.GetAsync("/api/invoices?q=order 4711/B")).Ids("invoices").ShouldBe([Id(move)]);
        (await mirror.Admin.GetAsync("/api/invoices?q=order 4711/B&active=true")).Ids("invoices").ShouldBeEmpty();
        (await mirror.Admin.GetAsync("/api/invoices?active=false")).Ids("invoices").ShouldContain(Id(move));
    }

    [Fact]
    public async Task A_number_that_was_typed_whole_finds_all_that_contain_it()
    {
        var longest = $"N/{new string('7', 60)}";
        var moves = await WithRefsAsync("Po/77/000123", "RPO/77/0001234", "Café123 77", longest);

        (await FindAsync("PO/77/000123")).ShouldBe([moves[0], moves[1]], ignoreOrder: true);
        (await FindAsync("7/00012")).ShouldBe([moves[0], moves[1]], ignoreOrder: true);
        (await FindAsync("po/77/0001234")).ShouldBe([moves[1]]);
        (await FindAsync("po/77/0123")).ShouldBeEmpty();
        (await FindAsync("é123")).ShouldBe([moves[2]]);
        (await FindAsync("cafe123 77")).ShouldBe([moves[2]]);
        (await FindAsync(longest)).ShouldBe([moves[3]]);
        (await FindAsync($"{longest}7")).ShouldBeEmpty();
    }

    private async Task<long[]> WithRefsAsync(params string[] texts)
    {
        var moves = (await mirror.Control.DumpAsync("account.move")).Values.Where(move => Number(move, "company_id") == 1).Select(Id).Order().Take(texts.Length).ToArray();
        foreach (var (move, text) in moves.Zip(texts))
            await mirror.WriteAsync("account.move", (int)move, new { @ref = text });
        await mirror.SyncCompletelyAsync();
        return moves;
    }

    private async Task<IEnumerable<long>> FindAsync(string part) =>
        (await mirror.Admin.GetAsync($"/api/invoices?q={Uri.EscapeDataString(part)}")).Ids("invoices");

    private int Uid(string login) => mirror.Odoo.Users.Single(user => user.Login == login).Id;

    private static long Id(JsonElement row) => row.GetProperty("id").GetInt64();

    private static long? Number(JsonElement row, string field) => row.GetProperty(field) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : null;
}
