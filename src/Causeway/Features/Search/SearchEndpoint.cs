using Causeway.Features.Tasks;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Causeway.Platform.Http.Document;

namespace Causeway.Features.Search;

/// <summary><c>/search</c>. Not about one model: a token for leads alone must not find contacts.</summary>
internal static class SearchEndpoint
{
    private const int DefaultLimit = 5;
    private const int MaxLimit = 20;
    private const int MaxLength = 200;

    private static readonly QuerySpec Query =
    [
        new("q", QueryType.Text, $"What is looked for, {MaxLength} characters at most: words or parts of words in any order, an email, a telephone number in any writing, the number of an invoice. Required."),
        new("limit", QueryType.Long, $"The most hits of each group: {DefaultLimit} by default, {MaxLimit} at most.") { Min = 1 },
        new("types", QueryType.Text, $"The groups, separated by commas: {string.Join(", ", SearchTypes.All)}. All of them by default."),
    ];

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/search", SearchAsync)
        .RequireSignedIn()
        .WithTags("Search")
        .WithQuery(Query)
        .WithMetadata(new Tagged(OfMirror: true))
        .WithAnswer(SearchAnswer.Schema)
        .WithMetadata(new Tagged(OfMirror: true))
        .WithName("Search")
        .WithSummary("Search everything that you may see")
        .WithDescription("Leads, accounts, contacts, invoices and tasks, in groups. In each, what is typed comes first, then what begins with it, then its words, then its parts; where there is little, what may have been meant. Case, accents and diacritics do not matter.");

    private static async Task<IResult> SearchAsync(TaskReader reader, QueryValues query, SearchQuery search, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = Read(query);
        return SearchAnswer.Of(reader, request, await search.RunAsync(reader, request, cancellationToken), clock);
    }

    private static SearchRequest Read(QueryValues query)
    {
        var errors = new List<FieldError>();
        var text = query.Text("q")?.Trim() ?? "";
        if (text.Length is 0 or > MaxLength)
            errors.Add(new("q", $"must have between 1 and {MaxLength} characters."));
        var types = query.Text("types")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? SearchTypes.All;
        if (types.Count == 0 || types.Except(SearchTypes.All).Any())
            errors.Add(new("types", $"must be some of {string.Join(", ", SearchTypes.All)}, separated by commas."));
        return errors.Count == 0
            ? new SearchRequest(text, types, (int)Math.Min(query.Long("limit") ?? DefaultLimit, MaxLimit))
            : throw new ProblemException(Problems.Invalid(errors));
    }
}
