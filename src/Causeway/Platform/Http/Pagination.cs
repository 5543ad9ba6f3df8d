namespace Causeway.Platform.Http;

/// <summary>The <c>pagination</c> of a list, as the contract's ground rules have it.</summary>
internal sealed record Pagination
{
    /// <summary>Null where the caller pages by cursor.</summary>
    public required long? Page { get; init; }

    public required int PerPage { get; init; }

    /// <summary>Null with <c>count=none</c>.</summary>
    public required long? Total { get; init; }

    public long? Pages => (Total + PerPage - 1) / PerPage;

    public required bool HasNext { get; init; }

    public required bool HasPrev { get; init; }

    public required string? NextCursor { get; init; }

    public static Pagination Of(ListRequest request, long? total, string? nextCursor) => new()
    {
        Page = request.After is null ? request.Page : null,
        PerPage = request.PerPage,
        Total = total,
        HasNext = nextCursor is not null,
        HasPrev = request.After is not null || request.Page > 1,
        NextCursor = nextCursor,
    };
}
