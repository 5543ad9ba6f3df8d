using Causeway.Mirror.Catalog;
using Causeway.Platform.Database;

namespace Causeway.Features.Search;

/// <summary>
/// The best rows of one table in one statement. Whatever is typed, no step looks at more rows than its limit: those whose
/// title begins with it, by their order; those that match, by the index of trigrams; and where more match than are looked
/// at, what the reader sees, of which others cannot then take the place.
/// </summary>
internal static class SearchStatement
{
    private const int MostStarts = 1_000;
    private const int MostMatches = 4_000;
    private const int MostOwn = 20_000;

    /// <summary>Columns: group, match, id, title, subtitle, last synced, model and id of the link.</summary>
    public static SqlText Of(SearchSource source, SearchTerms terms, IReadOnlyList<string> types, int limit, bool isTypo)
    {
        var sql = new SqlText();
        SqlRaw row = source.Row;
        sql.Append($"with ");
        AppendMatched(sql, source, terms);
        sql.Append($"hit as (\n");
        if (isTypo)
            AppendVisible(sql, source, sub => sub.Append($"select * from matched"));
        else
            AppendAll(sql, source, terms);
        sql.Append($"""

            ),
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

    private static void AppendMatched(SqlText sql, SearchSource source, SearchTerms terms)
    {
        if (!terms.CanMatch)
            return;
        sql.Append($"matched as materialized (\n  select {Columns(source)} from {(SqlRaw)source.Table} {(SqlRaw)source.Row} where").Also(source.Within).Append($" and ");
        terms.AppendMatch(sql, source.Row);
        sql.Append($"\n  limit {(SqlRaw)$"{MostMatches}"}\n),\n");
    }

    private static void AppendAll(SqlText sql, SearchSource source, SearchTerms terms)
    {
        AppendVisible(sql, source, sub =>
        {
            sub.Append($"select {Columns(source)} from {(SqlRaw)source.Table} {(SqlRaw)source.Row} where").Also(source.Within);
            sub.Append($" and {(SqlRaw)SearchColumn.Start(source.Row)} like causeway.like_start({Sql.Value(terms.Whole)})");
            sub.Append($" order by {(SqlRaw)SearchColumn.Start(source.Row)} limit {(SqlRaw)$"{MostStarts}"}");
        });
        if (!terms.CanMatch)
            return;
        sql.Append($"\n  union\n");
        AppendVisible(sql, source, sub => sub.Append($"select * from matched"));
        if (source.IsNarrow)
            AppendOwn(sql, source, terms);
    }

    private static void AppendOwn(SqlText sql, SearchSource source, SearchTerms terms)
    {
        sql.Append($"""

              union
              select {(SqlRaw)source.Row}.id, {(SqlRaw)source.Row}.search_text, {(SqlRaw)source.Type} as type, {(SqlRaw)source.Active} as active
              from (
                select {Columns(source)} from {(SqlRaw)source.Table} {(SqlRaw)source.Row} where
            """).Also(source.Within);
        source.Visible(sql);
        sql.Append($" limit {(SqlRaw)$"{MostOwn}"}) {(SqlRaw)source.Row}\n  where (select count(*) from matched) = {(SqlRaw)$"{MostMatches}"} and ");
        terms.AppendMatch(sql, source.Row);
    }

    private static void AppendVisible(SqlText sql, SearchSource source, Action<SqlText> rows)
    {
        sql.Append($"  select {(SqlRaw)source.Row}.id, {(SqlRaw)source.Row}.search_text, {(SqlRaw)source.Type} as type, {(SqlRaw)source.Active} as active\n  from (");
        rows(sql);
        sql.Append($") {(SqlRaw)source.Row}\n  where true");
        source.Visible(sql);
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

    private static SqlRaw Columns(SearchSource source) => string.Join(", ", source.Columns.Prepend("search_text").Prepend("id").Distinct().Select(column => $"{source.Row}.{Sql.Name(column)}"));
}
