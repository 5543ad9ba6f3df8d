namespace Causeway.GraphQL.Validation;

/// <summary>What somebody may have meant who mistyped a name.</summary>
internal static class Suggestion
{
    /// <summary>A sentence with a leading space, or nothing.</summary>
    public static string For(string name, IEnumerable<string> known)
    {
        if (name.Length > 60)
            return "";
        var near = known
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(1, name.Length * 2 / 5))
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .Take(3)
            .ToList();
        return near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
    }

    /// <summary>How many letters are added, taken or changed (Levenshtein).</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}
