using Causeway.Platform.Database;

namespace Causeway.Features.Search;

/// <summary>The best rows of one table in one statement.</summary>
internal static class SearchStatement
{
    /// <summary>Columns: group, match, id, title, subtitle, last synced, model and id of the link.</summary>
    public static SqlText Of(SearchSource source, SearchTerms terms, IReadOnlyList<string> types, int limit, bool isTypo)
    {
        var sql = new SqlText();
        SqlRaw row = source.Row;
        sql.Append($"with ");
        new SearchCandidates(sql, source, terms).Append(isTypo);
        sql.Append($"""
            ,
            placed as (
              select hit.id, hit.type, ranked.match,
                row_number() over (partition by hit.type order by ranked.match, hit.active desc, length(hit.search_text), hit.id desc) as place
              from hit
              cross join lateral (select
            """);
        AppendRank(sql, terms, isTypo);
        return sql.Append($"""
             as match) ranked
              where hit.type = any({types.ToArray()})
            )
            select placed.type, placed.match, {row}.id, {(SqlRaw)source.Title}, {(SqlRaw)source.Subtitle},
              {(SqlRaw)source.LastSynced},
            """).Also(source.Link).Append($"""

            from placed
            join {(SqlRaw)source.Table} {row} on {row}.id = placed.id and
            """).Also(source.Within).Append($"""

            where placed.place <= {(SqlRaw)$"{limit + 1}"}
            order by placed.type, placed.place
            """);
    }

    private static SqlText Also(this SqlText sql, Action<SqlText> append)
    {
        sql.Append($" ");
        append(sql);
        return sql;
    }

    /// <summary>As <see cref="SearchMatch"/> counts.</summary>
    private static void AppendRank(SqlText sql, SearchTerms terms, bool isTypo)
    {
        if (isTypo)
        {
            sql.Append($" {(SqlRaw)$"{(int)SearchMatch.Typo}"}");
            return;
        }

        var whole = Sql.Value(terms.Whole);
        sql.Append($"""
             case
                  when split_part(hit.search_text, chr(10), 1) = ' ' || causeway.fold({whole}) then {(SqlRaw)$"{(int)SearchMatch.Exact}"}
                  when hit.search_text like causeway.like_start({whole}) then {(SqlRaw)$"{(int)SearchMatch.Prefix}"}
                  when hit.search_text like causeway.like_word({whole}) then {(SqlRaw)$"{(int)SearchMatch.Word}"}
                  else {(SqlRaw)$"{(int)SearchMatch.Part}"}
                end
            """);
    }
}
