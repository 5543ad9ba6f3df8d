using Causeway.Features.GraphQlApi.Nouns;
using Causeway.GraphQL;
using Causeway.GraphQL.Execution;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;
using Causeway.Platform.Http;

namespace Causeway.Features.GraphQlApi.Plans;

/// <summary>The records of a list, connection or aggregate, as the field's arguments say.</summary>
internal sealed class ListedRecords
{
    private readonly Compilation compilation;

    private ListedRecords(Compilation compilation, Noun noun, RecordQuery query, IReadOnlyDictionary<string, object?> arguments)
    {
        (this.compilation, Noun, Query) = (compilation, noun, query);
        SortBy = arguments.GetValueOrDefault("sort_by") as string ?? noun.Sort;
        Descending = arguments.GetValueOrDefault("sort_order") is string order ? order == "desc" : SortBy == noun.Sort && noun.Descending;
        Size = (int)Math.Min(Number(arguments, "limit") ?? Number(arguments, "first") ?? ListRequest.DefaultPerPage, ListRequest.MaxPerPage);
        Skip = Number(arguments, "skip") ?? 0;
        After = ReadCursor(arguments.GetValueOrDefault("after") as string);
    }

    public Noun Noun { get; }

    public RecordQuery Query { get; }

    public string SortBy { get; }

    public bool Descending { get; }

    /// <summary>How many at most.</summary>
    public int Size { get; }

    public Cursor? After { get; }

    private long Skip { get; }

    public static ListedRecords Of(Noun noun, MemberLink? link, SelectedField field, Level above)
    {
        var (compilation, conditions) = (above.Compilation, new List<Condition>());
        if (link is not null)
            conditions.Add(link.Where(new LinkEnd(above.Viewer, above.Key("r.id"))));
        var filter = field.Arguments.GetValueOrDefault("filter") as IReadOnlyDictionary<string, object?>;
        if (noun.Unfiltered is { } usual && filter?.ContainsKey("active") != true)
            conditions.Add(usual);
        if (filter is not null)
            conditions.Add(new FilterConditions(compilation.FieldsOf(noun)).Read(filter));
        if (field.Arguments.GetValueOrDefault("search") is string { Length: > 0 } part)
            conditions.Add(Search(noun, part));
        return new ListedRecords(compilation, noun, compilation.Query(noun, above.Viewer, conditions), field.Arguments);
    }

    /// <summary>Appends a page as rows <c>r</c>, each with its <c>place</c>, and as many rows more as are asked for.</summary>
    public void AppendPage(SqlText sql, int more = 0)
    {
        var request = new ListRequest { Page = 1, PerPage = Size, Offset = Skip, SortBy = SortBy, Descending = Descending, After = After, WithTotal = false };
        sql.Append($"\nfrom (select r.*, row_number() over () as place from (\n");
        Query.AppendRows(sql, request);
        sql.Append($"\n) r limit {(SqlRaw)$"{Size + more}"}) r");
    }

    /// <summary>Appends all of them as rows <c>r</c>, with the whole condition.</summary>
    public void AppendAll(SqlText sql)
    {
        sql.Append($"\n").From(Noun.Model, Query.Viewer).Append($"\n");
        Query.Where(sql);
    }

    /// <summary>An SQL expression over <c>r</c> for the cursor behind which the list goes on: the same that REST gives out.</summary>
    public void AppendCursor(SqlText sql)
    {
        var sort = Query.Shape.Sort(SortBy);
        sql.Append($"translate(encode(convert_to(json_build_object('c', {compilation.Connection.Id}::int, 's', {SortBy}::text, 'd', {Descending}::boolean");
        sql.Append($$""", 'v', ({{(SqlRaw)sort.Sql}})::text, 'i', r.id)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')""");
    }

    private static Condition Search(Noun noun, string part)
    {
        if (part.Contains('\0'))
            throw new GraphQLException("search must not contain the character U+0000.");
        if (noun.Model.Search is not null)
            return sql => sql.Append($" and ").AppendContains("r", part);
        var pattern = Like.Part(part);
        return sql =>
        {
            sql.Append($" and (false");
            foreach (var column in noun.Named)
                sql.Append($" or r.{(SqlRaw)Sql.Name(column)} ilike {pattern}");
            sql.Append($")");
        };
    }

    private static long? Number(IReadOnlyDictionary<string, object?> arguments, string name) => arguments.GetValueOrDefault(name) switch
    {
        int number and >= 0 => number,
        int => throw new GraphQLException($"{name} must be 0 or more."),
        _ => null,
    };

    private Cursor? ReadCursor(string? text)
    {
        if (text is null)
            return null;
        if (Cursor.TryParse(text) is not { Key: null } cursor || cursor.Value?.Contains('\0') == true)
            throw new GraphQLException("after is not a cursor that this list gave out.");
        if (cursor.ConnectionId != compilation.Connection.Id)
            throw new GraphQLException("after belongs to another connection.");
        return cursor.SortBy == SortBy && cursor.Descending == Descending
            ? cursor
            : throw new GraphQLException("after was made under another sort_by or sort_order.");
    }
}
