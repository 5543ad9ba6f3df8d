using System.Text;
using Causeway.Mirror.Catalog;
using Causeway.Platform.Database;

namespace Causeway.Mirror.Records;

/// <summary>Conditions over what records are found by. Texts are compared as <c>causeway.fold</c> leaves them.</summary>
internal static class SearchText
{
    /// <summary>Fewer digits are no telephone number.</summary>
    private const int FewestDigits = 6;

    /// <summary>Of a long number its end is compared: country codes and leading zeros are written in several ways.</summary>
    private const int ComparedDigits = 8;

    /// <summary>Appends that the row's texts contain the part, or a telephone number of the same digits.</summary>
    public static SqlText AppendContains(this SqlText sql, string row, string part)
    {
        SqlRaw column = $"{row}.{SearchColumn.Name}";
        sql.Append($"({column} like causeway.like_part({Sql.Value(part.Trim())})");
        if (Number(part) is { } number)
            sql.Append($" or {column} like causeway.like_part({Sql.Value(number)})");
        return sql.Append($")");
    }

    /// <summary>
    /// Appends that one text, which is among the row's, contains the part: by the index over all of them, then by itself.
    /// </summary>
    public static SqlText AppendContains(this SqlText sql, string row, string text, string part)
    {
        var pattern = Sql.Value(part);
        return sql.Append($"({(SqlRaw)row}.{(SqlRaw)SearchColumn.Name} like causeway.like_part({pattern}) and causeway.fold({(SqlRaw)row}.{(SqlRaw)Sql.Name(text)}) like causeway.like_part({pattern}))");
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
}
