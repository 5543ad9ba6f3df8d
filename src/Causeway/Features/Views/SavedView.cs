using System.Text.Json;
using System.Text.Json.Serialization;
using Causeway.Platform.Http;

namespace Causeway.Features.Views;

/// <summary>Filters that somebody keeps for a list.</summary>
internal sealed record SavedView
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The list that it is for, by the name of its collection.</summary>
    public required string Resource { get; init; }

    /// <summary>The list's own query parameters.</summary>
    public required JsonElement Filters { get; init; }

    public required ViewSort? Sort { get; init; }

    /// <summary>The members of a record to show, in this order; empty for those that the page shows by itself.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Where a page of ours shows it, which knows more filters than the list's route; null for what was saved without one.</summary>
    public required string? Address { get; init; }

    /// <summary>Whether every user of the connection sees it.</summary>
    public required bool Shared { get; init; }

    public required ViewOwner Owner { get; init; }

    /// <summary>Where the list answers what the view shows.</summary>
    public required string Url { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>In a list, so that a view can be written by If-Match without being read once more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Etag { get; init; }
}

internal sealed record ViewSort(string By, string Order);

internal sealed record ViewOwner(Guid Id, string Name);

internal sealed record ViewListAnswer(IReadOnlyList<SavedView> Views, Pagination Pagination);

/// <summary>What a view is made of, checked against its list.</summary>
internal sealed record ViewValues(string Name, string Resource, string Filters, ViewSort? Sort, string[] Columns, string? Address, bool Shared);
