namespace Causeway.Tests.Platform.Database.Plans;

/// <summary>
/// What looks at more than twice as many buffers of ten times as many records, how many at most, and why. The figures are
/// those of 500,000 records. Here are filters in an order that is not the list's own, and the search, which is no list: every
/// filter by itself, and every order by itself, holds.
/// </summary>
internal static class PlanExceptions
{
    private const string Own = "a person's own, as many as the person has, are put in order at once; trees are a level higher";
    private const string Along = "few of many meet both the filter and the visibility rule: the index is read along until a page is full";
    private const string Apart = "the word stands at the head of the names that are sorted by, so that all its rows stand together, behind others that are read";

    private static readonly (string Mark, long Most, string Reason)[] All =
    [
        ("/api/search?", 60_000, "a search stops at 4,000 rows of a kind; fewer records have fewer"),
        ("admin /api/crm/leads?count=none&q=training&sort_by=name", 250_000, Apart),
        ("/api/opportunities?count=none&q=training&sort_by=name", 8_000, Apart),
        ("/api/products?count=none&q=desk&sort_by=name", 7_000, Apart),
        ("member /api/opportunities?count=none&q=training&sort_by=id", 1_500, Along),
        ("member /api/receivables?count=none&status=partial&sort_by=", 1_200, Along),
        ("admin /api/crm/leads?count=none&tag_id=3&sort_by=date_closed", 1_500, Along),
        ("member /api/crm/leads?count=none&q=training&sort_by=", 1_200, Own),
    ];

    public static bool Holds(string request, long buffers) =>
        All.Any(one => request.Contains(one.Mark, StringComparison.Ordinal) && buffers <= one.Most);
}
