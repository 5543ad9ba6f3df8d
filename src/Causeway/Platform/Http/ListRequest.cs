namespace Causeway.Platform.Http;

/// <summary>Which page of a list is asked for, and in which order (contract section 1).</summary>
internal sealed record ListRequest
{
    public const int DefaultPerPage = 20;
    public const int MaxPerPage = 100;

    /// <summary>The number of rows that paging by number may skip; deeper, a cursor costs nothing.</summary>
    public const long MaxSkip = 1_000_000;

    public required long Page { get; init; }

    public required int PerPage { get; init; }

    public required string SortBy { get; init; }

    public required bool Descending { get; init; }

    /// <summary>Null where the caller pages by number.</summary>
    public Cursor? After { get; init; }

    public required bool WithTotal { get; init; }

    /// <summary>The records to skip, where that is not a whole number of pages.</summary>
    public long? Offset { get; init; }

    public long Skip => After is null ? Offset ?? (Page - 1) * PerPage : 0;

    /// <summary>The parameters of every list, with the fields that this one can be sorted by.</summary>
    public static IEnumerable<QueryParameter> Parameters(IEnumerable<string> sorts) =>
    [
        new("page", QueryType.Long, "The page, from 1.") { Min = 1, Default = 1 },
        new("per_page", QueryType.Long, $"Records a page, {DefaultPerPage} by default; more than {MaxPerPage} is taken as {MaxPerPage}.") { Min = 1, Default = DefaultPerPage },
        new("cursor", QueryType.Text, "next_cursor of the page before: constant time at any depth. It belongs to its connection and sort order."),
        new("sort_by", QueryType.Text, "The field to sort by.") { Choices = [.. sorts] },
        new("sort_order", QueryType.Text, "The direction.") { Choices = ["asc", "desc"] },
        new("count", QueryType.Text, "none leaves the total out, which saves counting.") { Choices = ["exact", "none"], Default = "exact" },
    ];

    /// <summary>Reads the paging parameters; bad ones are a 400 that names each.</summary>
    /// <param name="query">The query of the request.</param>
    /// <param name="connectionId">The connection that cursors belong to.</param>
    /// <param name="defaultSort">The field to sort by where none is asked for.</param>
    /// <param name="defaultDescending">In which direction then.</param>
    /// <param name="keyed">Whether the list's ids are uuids: a cursor of the other kind is none of its own.</param>
    public static ListRequest From(QueryValues query, int connectionId, string defaultSort, bool defaultDescending, bool keyed = false)
    {
        var errors = new List<FieldError>();
        var page = query.Long("page") ?? 1;
        var perPage = query.Long("per_page") ?? DefaultPerPage;
        if (page > MaxSkip / Math.Min(perPage, MaxPerPage))
            errors.Add(new("page", "is too deep to page by number; follow next_cursor."));
        var after = query.Text("cursor") is { } text ? ReadCursor(text, connectionId, keyed, errors) : null;
        var sortBy = query.Text("sort_by") ?? after?.SortBy ?? defaultSort;
        var descending = query.Text("sort_order") is { } order ? order == "desc" : after?.Descending ?? (sortBy == defaultSort && defaultDescending);
        if (after is not null && (after.SortBy != sortBy || after.Descending != descending))
            errors.Add(new("cursor", "was made under another sort_by or sort_order."));
        if (errors.Count > 0)
            throw new ProblemException(Problems.Invalid(errors));
        return new ListRequest
        {
            Page = page,
            PerPage = (int)Math.Min(perPage, MaxPerPage),
            SortBy = sortBy,
            Descending = descending,
            After = after,
            WithTotal = query.Text("count") != "none",
        };
    }

    private static Cursor? ReadCursor(string text, int connectionId, bool keyed, List<FieldError> errors)
    {
        var cursor = Cursor.TryParse(text);
        if (cursor is null || cursor.Key.HasValue != keyed)
            errors.Add(new("cursor", "is not one that this list gave out."));
        else if (cursor.ConnectionId != connectionId)
            errors.Add(new("cursor", "belongs to another connection."));
        return cursor;
    }
}
