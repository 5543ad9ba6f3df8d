using Causeway.Mirror.Catalog;
using Causeway.Platform.Database;

namespace Causeway.Features.Search;

/// <summary>
/// The rows of a source that a search ranks. Every step looks at a bounded number of rows, whatever was typed, and whatever
/// others have: what begins with it, by the index of beginnings; what many hold, among the newest; what few hold, by the index
/// of trigrams; and where that leaves a reader little, what the reader sees.
/// </summary>
internal sealed class SearchCandidates(SqlText sql, SearchSource source, SearchTerms terms)
{
    private const int MostStarts = 1_000;
    private const int MostNew = 1_000;
    private const int MostMatches = 4_000;
    /// <summary>Rows that tell whether many hold what was typed: more than a tenth of them do.</summary>
    private const int Probed = 1_000;

    private const int Common = Probed / 10;

    /// <summary>Of what a tenth holds, ten are among them also for who sees one row of a hundred.</summary>
    private const int Newest = 10_000;

    /// <summary>Who sees more has hundreds among the newest, where all are half a million.</summary>
    private const int MostOwn = 5_000;

    /// <summary>Fewer hits than this are not yet a choice.</summary>
    private const int Enough = 100;

    private readonly SqlRaw row = source.Row;
    private readonly SqlRaw columns = string.Join(", ", source.Columns.Prepend("search_text").Prepend("id").Distinct().Select(column => $"{source.Row}.{Sql.Name(column)}"));

    /// <summary>Appends the query <c>hit</c>: id, text, group and whether it is in use, of what the reader may see.</summary>
    public void Append(bool isTypo)
    {
        var parts = new List<string>();
        if (!isTypo)
            Append(parts, "starts", AppendStarts);
        if (terms.CanMatch)
            AppendMatches(parts, isTypo);
        sql.Append($"seen as materialized (\n").Append($"  {Hit} from ({(SqlRaw)string.Join(" union ", parts.Select(part => $"select * from {part}"))}) {row} where true");
        source.Visible(sql);
        sql.Append($"\n),\nhit as (\n  select * from seen");
        if (source.IsNarrow && terms.CanMatch)
            AppendOwn();
        sql.Append($"\n)");
    }

    private SqlRaw Hit => $"select {source.Row}.id, {source.Row}.search_text, {source.Type} as type, {source.Active} as active";

    private void Append(List<string> parts, string name, Action append)
    {
        sql.Append($"{(SqlRaw)name} as materialized (\n  ");
        append();
        sql.Append($"\n),\n");
        parts.Add(name);
    }

    /// <summary>By the operators of the index, which the server's collation may order otherwise.</summary>
    private void AppendStarts()
    {
        AppendRows();
        sql.Append($" and {(SqlRaw)SearchColumn.Start(source.Row)} like causeway.like_start({Sql.Value(terms.Whole)})");
        sql.Append($" order by {(SqlRaw)SearchColumn.Start(source.Row)} using ~<~ limit {(SqlRaw)$"{MostStarts}"}");
    }

    private void AppendMatches(List<string> parts, bool isTypo)
    {
        if (terms.IsShort)
        {
            Append(parts, "newest", () => AppendNewest(when: "true"));
            return;
        }

        sql.Append($"probe as materialized (\n  select count(*) as common from (");
        AppendRows();
        sql.Append($" order by {(SqlRaw)source.Newest} limit {(SqlRaw)$"{Probed}"}) {row} where ");
        terms.AppendMatch(sql, source.Row);
        sql.Append($"\n),\n");
        Append(parts, "newest", () => AppendNewest($"(select common from probe) > {Common}"));
        Append(parts, "matched", AppendMatched);
        if (!isTypo)
            Append(parts, "words", AppendWords);
    }

    private void AppendNewest(SqlRaw when)
    {
        sql.Append($"select * from (");
        AppendRows();
        sql.Append($" order by {(SqlRaw)source.Newest} limit {(SqlRaw)$"{Newest}"}) {row} where {when} and ");
        terms.AppendMatch(sql, source.Row);
        source.Visible(sql);
        sql.Append($" limit {(SqlRaw)$"{MostNew}"}");
    }

    private void AppendMatched()
    {
        AppendRows();
        sql.Append($" and (select common from probe) <= {(SqlRaw)$"{Common}"} and ");
        terms.AppendMatch(sql, source.Row);
        sql.Append($" limit {(SqlRaw)$"{MostMatches}"}");
    }

    /// <summary>Where parts of words have taken all places, whole words have not had theirs.</summary>
    private void AppendWords()
    {
        AppendRows();
        sql.Append($" and (select count(*) from matched) = {(SqlRaw)$"{MostMatches}"} and {row}.{(SqlRaw)SearchColumn.Name} like causeway.like_word({Sql.Value(terms.Whole)})");
        sql.Append($" limit {(SqlRaw)$"{MostMatches}"}");
    }

    /// <summary>Where others' rows have taken the places.</summary>
    private void AppendOwn()
    {
        sql.Append($"\n  union\n  {Hit} from (");
        AppendRows();
        source.Visible(sql);
        sql.Append($" limit {(SqlRaw)$"{MostOwn}"}) {row}\n  where (select count(*) from seen) < {(SqlRaw)$"{Enough}"}");
        if (!terms.IsShort)
            sql.Append($" and ((select common from probe) > {(SqlRaw)$"{Common}"} or (select count(*) from matched) = {(SqlRaw)$"{MostMatches}"})");
        sql.Append($" and ");
        terms.AppendMatch(sql, source.Row);
    }

    private void AppendRows()
    {
        sql.Append($"select {columns} from {(SqlRaw)source.Table} {row} where ");
        source.Within(sql);
    }
}
