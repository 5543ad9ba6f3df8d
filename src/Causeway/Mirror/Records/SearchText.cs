using System.Buffers;
using System.Text;
using Causeway.Mirror.Catalog;
using Causeway.Platform.Database;

namespace Causeway.Mirror.Records;

/// <summary>Conditions over what records are found by. Texts are compared as <c>causeway.fold</c> leaves them.</summary>
internal static class SearchText
{
    private static readonly SearchValues<char> WordCharacters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Fewer digits are no telephone number.</summary>
    private const int FewestDigits = 6;

    /// <summary>Of a long number its end is compared: country codes and leading zeros are written in several ways.</summary>
    private const int ComparedDigits = 8;

    /// <summary>Shorter beginnings of words are in no index.</summary>
    private const int ShortestStart = 3;

    /// <summary>Nor are longer ones.</summary>
    private const int LongestStart = 40;

    /// <summary>Appends that the row's texts contain the part, or a telephone number of the same digits.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="row">The row.</param>
    /// <param name="part">What is looked for, as somebody typed it.</param>
    /// <param name="search">What the row is found by, where that has indexes of its own.</param>
    public static SqlText AppendContains(this SqlText sql, string row, string part, SearchColumn? search = null)
    {
        SqlRaw column = $"{row}.{SearchColumn.Name}";
        var (text, number) = (part.Trim(), Number(part));
        if (search is { IsNumbered: true } && NumberStart(text) is { } start)
            return sql.Append($"(causeway.number_starts({column}) @> '{{{(SqlRaw)start}}}'::text[] and coalesce({column} like causeway.like_part({Sql.Value(text)}), false))");
        // Nothing but a telephone number begins so, and that is found by its digits: as a text it has more trigrams, all of them common.
        if (search is { Numbers.Length: > 0 } && number is not null && text.StartsWith('+'))
            return sql.Append($"{column} like causeway.like_part({Sql.Value(number)})");
        sql.Append($"({column} like causeway.like_part({Sql.Value(text)})");
        if (number is not null)
            sql.Append($" or {column} like causeway.like_part({Sql.Value(number)})");
        return sql.Append($")");
    }

    /// <summary>
    /// Appends that one text, which is among the row's, contains the part: by the index over all of them, then by itself.
    /// </summary>
    public static SqlText AppendContains(this SqlText sql, string row, string text, string part)
    {
        var pattern = Sql.Value(part);
        // The coalesce keeps PostgreSQL, which knows how many rows the first is true of, from taking the second for rarer still.
        return sql.Append($"({(SqlRaw)row}.{(SqlRaw)SearchColumn.Name} like causeway.like_part({pattern}) and coalesce(causeway.fold({(SqlRaw)row}.{(SqlRaw)Sql.Name(text)}) like causeway.like_part({pattern}), false))");
    }

    /// <summary>The digits by which a telephone number is compared; null for what is none.</summary>
    public static string? Number(string text)
    {
        var digits = new StringBuilder();
        foreach (var rune in text.Trim())
        {
            if (char.IsAsciiDigit(rune))
                digits.Append(rune);
            else if (!" +()./-".Contains(rune))
                return null;
        }

        return digits.Length < FewestDigits ? null : digits.ToString()[Math.Max(0, digits.Length - ComparedDigits)..];
    }

    /// <summary>
    /// How the last word of the text begins, in lower case, if it holds a digit and begins in the text itself: whatever
    /// contains the text has a word that begins so. Else null.
    /// </summary>
    private static string? NumberStart(string text)
    {
        var at = text.AsSpan().LastIndexOfAnyExcept(WordCharacters) + 1;
        var word = text[at..];
        // Without its accent, a letter may be of the word.
        if (at == 0 || !char.IsAscii(text[at - 1]) || word.Length < ShortestStart || !word.AsSpan().ContainsAnyInRange('0', '9'))
            return null;
        return word[..Math.Min(word.Length, LongestStart)].ToLowerInvariant();
    }
}
