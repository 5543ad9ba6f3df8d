using System.Globalization;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;

namespace Causeway.Features.Search;

/// <summary>What was typed, as the conditions that rows are held against.</summary>
/// <param name="Whole">All of it.</param>
/// <param name="Words">Each word, with the words that may have been meant by it.</param>
internal sealed record SearchTerms(string Whole, IReadOnlyList<IReadOnlyList<string>> Words)
{
    /// <summary>An index of trigrams knows nothing of a shorter part, only of a word that begins with it.</summary>
    private const int ShortestPart = 3;

    /// <summary>Further words would be many conditions, and narrow nothing.</summary>
    private const int MostWords = 8;

    /// <summary>Before it stand the alphabets, after it the scripts of syllables and ideographs.</summary>
    private const char FirstHangul = '\u1100';

    public static SearchTerms Of(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new(string.Join(' ', words), [.. words.Distinct(StringComparer.Ordinal).Take(MostWords).Select(word => new[] { word })]);
    }

    /// <summary>True for marks without a letter, of which nothing is left when accents are taken away.</summary>
    public bool IsNothing => Whole.All(letter => char.IsWhiteSpace(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark);

    /// <summary>False for nothing but punctuation, of which no index knows.</summary>
    public bool CanMatch => Words.Any(CanMatchWord);

    /// <summary>
    /// True for nothing but one or two letters of an alphabet: an index of trigrams has them at the beginning of half the
    /// domains of emails, too. Two signs of a script that has thousands are a word.
    /// </summary>
    public bool IsShort => SearchText.Number(Whole) is null && Words.Where(CanMatchWord).All(word => word[0].Length < ShortestPart && word[0].All(letter => letter < FirstHangul));

    /// <summary>Appends that a row holds every word, or one of those that may have been meant; or is a telephone number.</summary>
    public void AppendMatch(SqlText sql, string row)
    {
        SqlRaw column = $"{row}.{SearchColumn.Name}";
        sql.Append($"(({column} is not null");
        foreach (var word in Words.Where(CanMatchWord))
        {
            sql.Append($" and (false");
            foreach (var meant in word)
                sql.Append($" or {column} like {Pattern(meant)}");
            sql.Append($")");
        }

        sql.Append($")");
        if (SearchText.Number(Whole) is { } number)
            sql.Append($" or {column} like causeway.like_part({Sql.Value(number)})");
        sql.Append($")");
    }

    private static bool CanMatchWord(IReadOnlyList<string> word) => char.IsLetterOrDigit(word[0], 0) || HasPart(word[0]);

    private static SqlRaw Pattern(string word) => HasPart(word) ? $"causeway.like_part({Sql.Value(word).Text})" : $"causeway.like_word({Sql.Value(word).Text})";

    private static bool HasPart(string word)
    {
        var run = 0;
        foreach (var letter in word)
        {
            run = char.IsLetterOrDigit(letter) && !IsIdeograph(letter) ? run + 1 : 0;
            if (run == ShortestPart)
                return true;
        }

        return false;
    }

    /// <summary>Each is a word of its own (<c>causeway.fold</c>).</summary>
    private static bool IsIdeograph(char letter) => letter is >= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u9fff';
}
