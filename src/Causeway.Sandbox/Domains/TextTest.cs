using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Domains;

/// <summary>Tests of texts; an empty text, one never set and false are the same to <c>=</c>, <c>in</c> and their opposites.</summary>
internal static class TextTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static Func<Row, bool> Compile(Env env, Func<Row, string?> value, Condition condition)
    {
        if (condition.Value is List<object?> list)
        {
            var wanted = list.Select(Word).ToHashSet(StringComparer.Ordinal);
            var positive = condition.Operator is "in" or "=";
            return row => wanted.Contains(value(row) ?? "") == positive;
        }

        var word = Word(condition.Value);
        return condition.Operator switch
        {
            "=" => row => (value(row) ?? "") == word,
            "!=" => row => (value(row) ?? "") != word,
            ">" or ">=" or "<" or "<=" => Ordered(env, value, condition.Operator, word),
            _ => Like(value, condition.Operator, word),
        };
    }

    /// <summary>The four kinds of "like", and their opposites, which an empty text always satisfies.</summary>
    public static Func<Row, bool> Like(Func<Row, string?> value, string word, string pattern)
    {
        var negative = word.StartsWith("not ", StringComparison.Ordinal);
        var kind = negative ? word[4..] : word;
        var matches = Matcher(kind, pattern);
        return negative ? row => !matches(value(row) ?? "") : row => matches(value(row) ?? "");
    }

    public static Func<string, bool> Matcher(string kind, string pattern)
    {
        var comparison = kind.Contains("ilike", StringComparison.Ordinal) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var whole = kind[0] == '=';
        if (pattern.AsSpan().IndexOfAny("%_\\") < 0)
        {
            return whole ? text => text.Equals(pattern, comparison) : text => text.Contains(pattern, comparison);
        }

        var options = RegexOptions.Singleline | RegexOptions.CultureInvariant
            | (comparison == StringComparison.OrdinalIgnoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        var regex = new Regex(Expression(whole ? pattern : $"%{pattern}%"), options, Patience);
        return regex.IsMatch;
    }

    private static Func<Row, bool> Ordered(Env env, Func<Row, string?> value, string word, string than)
    {
        // Up to 18 an empty text is smaller than nothing; from 19 on it is compared as "".
        bool Compare(string? text, Func<int, bool> holds) =>
            (text is not null || env.Version >= 19) && holds(string.CompareOrdinal(text ?? "", than));

        return word switch
        {
            ">" => row => Compare(value(row), c => c > 0),
            ">=" => row => Compare(value(row), c => c >= 0),
            "<" => row => Compare(value(row), c => c < 0),
            _ => row => Compare(value(row), c => c <= 0),
        };
    }

    private static string Expression(string pattern)
    {
        var expression = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            expression.Append(pattern[i] switch
            {
                '%' => ".*",
                '_' => ".",
                '\\' when i + 1 < pattern.Length => Regex.Escape(pattern[++i].ToString()),
                var c => Regex.Escape(c.ToString()),
            });
        }

        return expression.Append('$').ToString();
    }

    private static string Word(object? value) => value switch
    {
        null or false => "",
        string s => s,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
