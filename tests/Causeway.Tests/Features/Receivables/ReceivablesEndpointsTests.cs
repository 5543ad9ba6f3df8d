using System.Globalization;
using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Receivables;

/// <summary>What customers owe, reckoned anew from Odoo's own rows.</summary>
public sealed class ReceivablesEndpointsTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    private DateOnly Today => DateOnly.FromDateTime(mirror.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task The_summary_has_each_currency_apart_with_credit_notes_negative_and_drafts_left_out()
    {
        var moves = await PostedAsync(_ => true);
        var currencies = (await mirror.Control.DumpAsync("res.currency")).ToDictionary(row => row.Key, row => row.Value.GetProperty("name").GetString()!);

        var summary = (await mirror.Admin.GetAsync("/api/receivables")).Expect(HttpStatusCode.OK)["summary"];

        moves.ShouldContain(move => move.GetProperty("move_type").GetString() == "out_refund" && Due(move) < 0);
        var apart = summary.GetProperty("by_currency").EnumerateArray().ToDictionary(sums => sums.GetProperty("currency").GetString()!);
        apart.Keys.Order().ShouldBe(moves.Select(move => currencies[Number(move, "currency_id")!.Value]).Distinct().Order());
        foreach (var group in moves.GroupBy(move => currencies[Number(move, "currency_id")!.Value]))
            ShouldBe(apart[group.Key], [.. group], Due, Total);
        summary.GetProperty("currency").GetString().ShouldBe("EUR");
        summary.GetProperty("pending_count").GetInt32().ShouldBe(moves.Count(move => Due(move) != 0));
    }

    [Fact]
    public async Task Of_one_company_the_sums_in_its_currency_are_Odoos_signed_amounts()
    {
        var customer = (await PostedAsync(_ => true)).GroupBy(move => Number(move, "commercial_partner_id")!.Value)
            .First(group => group.Any(move => Due(move) != 0)).Key;
        var moves = await PostedAsync(move => Number(move, "commercial_partner_id") == customer);

        var answer = (await mirror.Admin.GetAsync($"/api/receivables?customer_id={customer}&per_page=100")).Expect(HttpStatusCode.OK);

        moves.ShouldNotBeEmpty();
        answer.Ids("invoices").Order().ShouldBe(moves.Select(Id).Order());
        ShouldBe(answer["summary"], moves, move => Settled(move) ? 0 : Amount(move, "amount_residual_signed"), move => Amount(move, "amount_total_signed"));
    }

    [Theory]
    [InlineData("overdue=true")]
    [InlineData("overdue=false")]
    [InlineData("status=partial")]
    [InlineData("status=paid")]
    [InlineData("from=2026-08-01")]
    [InlineData("to=2026-08-01")]
    [InlineData("from=2026-06-01&to=2026-10-01&status=not_paid")]
    public async Task Every_filter_holds_what_Odoo_has(string query)
    {
        var wanted = query.Split('&').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        var expected = await PostedAsync(move => wanted.All(filter => filter.Key switch
        {
            "overdue" => IsOverdue(move) == (filter.Value == "true"),
            "status" => move.GetProperty("payment_state").GetString() == filter.Value,
            "from" => string.CompareOrdinal(move.GetProperty("invoice_date").GetString(), filter.Value) >= 0,
            _ => string.CompareOrdinal(move.GetProperty("invoice_date").GetString(), filter.Value) <= 0,
        }));

        var answer = (await mirror.Admin.GetAsync($"/api/receivables?{query}&per_page=100")).Expect(HttpStatusCode.OK);

        answer.Ids("invoices").Order().ShouldBe(expected.Select(Id).Order());
        answer["summary"].GetProperty("pending_count").GetInt32().ShouldBe(expected.Count(move => Due(move) != 0));
        foreach (var invoice in answer["invoices"].EnumerateArray())
            invoice.GetProperty("is_overdue").GetBoolean().ShouldBe(IsOverdue(expected.Single(move => Id(move) == Id(invoice))));
    }

    [Fact]
    public async Task What_Odoo_calls_paid_owes_nothing_even_where_it_leaves_the_residual()
    {
        var move = (await PostedAsync(move => move.GetProperty("payment_state").GetString() == "not_paid" && Due(move) > 0))[0];
        await mirror.WriteAsync("account.move", (int)Id(move), new { @ref = "paid in the Invoicing app" });
        await mirror.Control.UpdateAsync("account.move", [Id(move)], new { payment_state = "paid", amount_residual = Due(move) });
        await mirror.SyncCompletelyAsync();

        var invoice = (await mirror.Admin.GetAsync($"/api/receivables?customer_id={Number(move, "partner_id")}&per_page=100"))["invoices"].EnumerateArray().Single(invoice => Id(invoice) == Id(move));

        invoice.GetProperty("amount_due").GetDecimal().ShouldBe(0);
        invoice.GetProperty("amount_paid").GetDecimal().ShouldBe(Total(move));
        invoice.GetProperty("is_overdue").GetBoolean().ShouldBeFalse();
        (await mirror.Control.DumpAsync("account.move"))[Id(move)].GetProperty("amount_residual").GetDecimal().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_day_turns_at_midnight_in_UTC()
    {
        var move = (await PostedAsync(move => Due(move) > 0))[^1];
        await mirror.WriteAsync("account.move", (int)Id(move), new { @ref = "due today" });
        await mirror.Control.UpdateAsync("account.move", [Id(move)], new { invoice_date_due = $"{Today:O}" });
        await mirror.SyncCompletelyAsync();
        var midnight = new DateTimeOffset(Today.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        mirror.Clock.Advance(midnight - mirror.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));

        (await OverdueAsync()).ShouldBeFalse();
        mirror.Clock.Advance(TimeSpan.FromSeconds(1));
        (await OverdueAsync()).ShouldBeTrue();

        async Task<bool> OverdueAsync()
        {
            await mirror.SignInAgainAsync();
            var answer = await mirror.Admin.GetAsync("/api/receivables?overdue=true&per_page=100");
            answer["summary"].GetProperty("overdue_count").GetInt32().ShouldBe((await PostedAsync(IsOverdue)).Count);
            return answer.Ids("invoices").Contains(Id(move));
        }
    }

    [Fact]
    public async Task A_member_is_shown_and_summed_what_they_may_see_and_pages_by_cursor()
    {
        var lukas = await mirror.SignInAsync("lukas.berg");
        var pieters = await PostedAsync(move => Number(move, "invoice_user_id") == Uid("pieter.jansen"));
        var total = (await lukas.GetAsync("/api/receivables"))["pagination"].GetProperty("total").GetInt32();

        var seen = new List<long>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = (await lukas.GetAsync($"/api/receivables?per_page=7&sort_by=due_date{cursor}")).Expect(HttpStatusCode.OK);
            seen.AddRange(page.Ids("invoices"));
            cursor = page["pagination"].GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : null;
        }

        seen.Count.ShouldBe(total);
        seen.ShouldBeUnique();
        pieters.ShouldNotBeEmpty();
        seen.ShouldNotContain(Id(pieters[0]));
    }

    private void ShouldBe(JsonElement sums, IReadOnlyList<JsonElement> moves, Func<JsonElement, decimal> due, Func<JsonElement, decimal> total)
    {
        decimal Late(int from, int to) => moves.Where(move => Days(move) >= from && Days(move) <= to).Sum(due);
        decimal Of(string name) => sums.GetProperty("aging").GetProperty(name).GetDecimal();
        sums.GetProperty("total_receivables").GetDecimal().ShouldBe(moves.Sum(due));
        sums.GetProperty("total_collected").GetDecimal().ShouldBe(moves.Sum(total) - moves.Sum(due));
        sums.GetProperty("overdue_count").GetInt32().ShouldBe(moves.Count(IsOverdue));
        new[] { Of("current"), Of("d1_30"), Of("d31_60"), Of("d61_90"), Of("over_90") }
            .ShouldBe([Late(int.MinValue, 0), Late(1, 30), Late(31, 60), Late(61, 90), Late(91, int.MaxValue)]);
    }

    private int Days(JsonElement move) => Today.DayNumber - DateOnly.Parse(move.GetProperty("invoice_date_due").GetString()!, CultureInfo.InvariantCulture).DayNumber;

    private bool IsOverdue(JsonElement move) => Days(move) > 0 && Due(move) != 0;

    private static bool Settled(JsonElement move) => move.GetProperty("payment_state").GetString() is "paid" or "in_payment" or "reversed";

    private static decimal Due(JsonElement move) => Settled(move) ? 0 : Sign(move) * Amount(move, "amount_residual");

    private static decimal Total(JsonElement move) => Sign(move) * Amount(move, "amount_total");

    private static int Sign(JsonElement move) => move.GetProperty("move_type").GetString() == "out_refund" ? -1 : 1;

    private static decimal Amount(JsonElement move, string field) => move.GetProperty(field).GetDecimal();

    /// <summary>Of the main company, whose records alone an administrator without an Odoo user sees.</summary>
    private async Task<List<JsonElement>> PostedAsync(Func<JsonElement, bool> which) => [.. (await mirror.Control.DumpAsync("account.move")).Values.Where(move =>
        move.GetProperty("state").GetString() == "posted" && (move.GetProperty("move_type").GetString() is "out_invoice" or "out_refund")
        && move.GetProperty("invoice_date_due").ValueKind == JsonValueKind.String && Number(move, "company_id") == 1 && which(move))];

    private int Uid(string login) => mirror.Odoo.Users.Single(user => user.Login == login).Id;

    private static long Id(JsonElement row) => row.GetProperty("id").GetInt64();

    private static long? Number(JsonElement row, string field) => row.GetProperty(field) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : null;
}
