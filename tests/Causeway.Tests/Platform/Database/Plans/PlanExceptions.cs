namespace Causeway.Tests.Platform.Database.Plans;

/// <summary>
/// What may look at more than twice as many buffers of ten times as many records, and how many at most. Each is bounded all the
/// same: by a number of rows at which it stops, or by what a day or a month brings.
/// </summary>
internal static class PlanExceptions
{
    private static readonly (string Mark, long Most, string Reason)[] All =
    [
        ("/api/search?", 60_000, "a search stops at 4,000 rows of a kind; fewer records have fewer"),
    ];

    public static bool Holds(string request, long buffers) =>
        All.Any(one => request.Contains(one.Mark, StringComparison.Ordinal) && buffers <= one.Most);
}
