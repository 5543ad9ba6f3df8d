using Npgsql;
using Dapper;

namespace Causeway.Features.Search;

/// <summary>Which words of the mirror may have been meant by those that were typed.</summary>
internal static class WordsMeant
{
    /// <summary>Of a shorter word, any other is a neighbour.</summary>
    private const int Shortest = 4;

    /// <summary>As many as the words that are learned have.</summary>
    private const int Longest = 40;

    /// <summary>Two letters exchanged are two edits.</summary>
    private const int MostEdits = 2;

    /// <summary>Of a word that is shorter, two edits leave another one, unless they only exchange its letters.</summary>
    private const int Long = 6;

    private const int MostNeighbours = 5;

    /// <summary>
    /// Among those with the same first letter, by their index: people seldom mistake that one.
    /// </summary>
    private const string Neighbours = """
        with typed as (
          select place, causeway.fold(word) as word from unnest(@words) with ordinality typed(word, place)
        ),
        near as (
          select typed.place, typed.word as typed, known.word, causeway.edits(known.word, typed.word, @most) as edits
          from typed
          join causeway.search_word known on known.connection_id = @connection
            and known.word >= left(typed.word, 1) collate "C" and known.word < (left(typed.word, 1) || chr(1114111)) collate "C"
            and length(known.word) between length(typed.word) - @most and length(typed.word) + @most
          where typed.word <> '' and causeway.edits(known.word, typed.word, @most) between 1 and @most
        ),
        placed as (
          select place, word, row_number() over (partition by place order by edits, length(word), word) as rank
          from near
          where edits = 1 or length(typed) >= @long
            or array(select unnest(string_to_array(word, null)) order by 1) = array(select unnest(string_to_array(typed, null)) order by 1)
        )
        select place, word from placed where rank <= @neighbours order by place, rank
        """;

    private sealed record Neighbour(long Place, string Word);

    /// <summary>The terms with the words that may have been meant beside each; null where there are none.</summary>
    public static async Task<SearchTerms?> FindAsync(NpgsqlConnection db, int connection, SearchTerms terms, CancellationToken cancellationToken)
    {
        var words = terms.Words.Select(word => word[0]).ToArray();
        var typed = words.Select(word => word.Length is >= Shortest and <= Longest && word.All(char.IsLetter) ? word : "").ToArray();
        if (typed.All(word => word.Length == 0))
            return null;
        var near = (await db.QueryAsync<Neighbour>(new CommandDefinition(
            Neighbours, new { words = typed, connection, most = MostEdits, @long = Long, neighbours = MostNeighbours }, cancellationToken: cancellationToken))).ToLookup(one => one.Place, one => one.Word);
        return near.Count == 0 ? null : terms with { Words = [.. words.Select((word, at) => (IReadOnlyList<string>)[word, .. near[at + 1]])] };
    }
}
