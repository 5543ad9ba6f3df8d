namespace Causeway.Tests.Platform.Database.Plans;

/// <summary>
/// What looks at more than twice as many buffers of ten times as many records, how many at most, and why. The figures are
/// those of 500,000 records.
/// </summary>
internal static class PlanExceptions
{
    private const string Along = "few rows meet the filter: the page is found by reading along the order, of which a longer one needs no more";
    private const string Trigrams = "the index of trigrams keeps a list for each, and these are in most rows: it grows with the mirror, slowly";

    private const string RareTag = "a tag that PostgreSQL's sample has not met may be taken for a common one, and looked for along the order: then it grows with the mirror";

    private static readonly (string Mark, long Most, string Reason)[] All =
    [
        ("/api/search?", 60_000, "a search stops at 4,000 rows of a kind; fewer records have fewer"),
        ("/api/contacts?count=none&q=%2B41", 300, Trigrams),
        ("/api/invoices?count=none&q=INV%2F2026%2F000777", 300, Trigrams),
        ("/api/receivables?count=none&overdue=true", 2_000, Along),
        ("/api/tasks?count=none&overdue=true", 700, Along),
        ("/api/activities?count=none&due=today", 400, "a day's work of ten times as many people, until a page is full"),
        ("/api/crm/leads?count=none&tag_id=20", 20_000, RareTag),
        ("/api/crm/leads?count=none&tag_id=99", 20_000, RareTag),
        ("/api/tasks?count=none&odoo_id=700", 60, "no index begins with the id alone: without its model, the index of links is read whole"),
        ("/api/auth/users?count=none&", 350, "few users fill no page"),
    ];

    public static bool Holds(string request, long buffers) =>
        All.Any(one => request.Contains(one.Mark, StringComparison.Ordinal) && buffers <= one.Most);
}
