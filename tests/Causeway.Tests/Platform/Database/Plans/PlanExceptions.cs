namespace Causeway.Tests.Platform.Database.Plans;

/// <summary>
/// What looks at more than twice as many buffers of ten times as many records, how many at most, and why. The figures are
/// those of 500,000 records.
/// </summary>
internal static class PlanExceptions
{
    private const string Own = "a person's own, looked at one by one: as many as the person has, however many others there are";
    private const string Along = "few of many meet both the filter and the visibility rule: the index is read along until a page is full";
    private const string Apart = "the word stands at the head of the names that are sorted by, so that all its rows stand together, behind others that are read";
    private const string Trigrams = "the index of trigrams keeps a list for each, and these are in most rows: it grows with the mirror, slowly";
    private const string People = "the people whom one manages, or who are looked for, are found among ten times as many";

    private static readonly (string Mark, long Most, string Reason)[] All =
    [
        ("/api/search?", 60_000, "a search stops at 4,000 rows of a kind; fewer records have fewer"),
        ("admin /api/crm/leads?count=none&q=training&sort_by=name", 250_000, Apart),
        ("/api/opportunities?count=none&q=training&sort_by=name", 45_000, Apart),
        ("/api/products?count=none&q=desk&sort_by=name", 7_000, Apart),
        ("/api/opportunities?count=none&q=training", 9_000, Along),
        ("/api/invoices?count=none&q=inv%2F2026", 3_500, Along),
        ("/api/invoices?count=none&active=false", 1_200, Along),
        ("/api/receivables?count=none&status=partial", 1_200, Along),
        ("/api/receivables?count=none&overdue=true", 800, Along),
        ("/api/activities?count=none&model=crm.lead", 3_000, "of few activities each one's record is asked after, whether it may be seen"),
        ("/api/crm/leads?count=none&q=", 1_500, Own),
        ("/api/crm/leads?count=none&tag_id=3", 1_500, Own),
        ("/api/crm/leads?count=none&stage_id=", 40, Own),
        ("manager /api/tasks?count=none&odoo_model=crm.lead", 9_000, "PostgreSQL takes it for dear to ask whether a lead may be seen, and sorts before it asks: it grows with the tasks"),
        ("manager /api/tasks?count=none", 64, People),
        ("member /api/tasks?count=none", 450, Own),
        ("/api/auth/users?count=none&q=", 300, People),
        ("/api/contacts?count=none&q=%2B41", 350, Trigrams),
        ("/api/invoices?count=none&q=INV%2F2026%2F000777", 350, Trigrams),
    ];

    public static bool Holds(string request, long buffers) =>
        All.Any(one => request.Contains(one.Mark, StringComparison.Ordinal) && buffers <= one.Most);
}
