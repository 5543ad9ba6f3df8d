using System.Collections.Frozen;
using System.Text.Json;
using Causeway.Features.Accounts;
using Causeway.Features.Activities;
using Causeway.Features.Contacts;
using Causeway.Features.Invoices;
using Causeway.Features.Leads;
using Causeway.Features.Opportunities;
using Causeway.Features.Products;
using Causeway.Features.Receivables;
using Causeway.Features.Tasks;
using Causeway.Mirror.Records;
using Causeway.Platform.Http;

namespace Causeway.Features.Views;

/// <summary>A list that views can be kept for: its route, what it takes and what its records have.</summary>
internal sealed record ViewResource(string Path, QuerySpec Query, IReadOnlyList<string> Columns)
{
    private static readonly string[] OfPaging = [.. ListRequest.Parameters([]).Concat(QuerySpec.Everywhere).Select(parameter => parameter.Name)];

    public IEnumerable<string> Filters => Query.Select(parameter => parameter.Name).Except(OfPaging);

    public IReadOnlyList<string> Sorts => Query.Single(parameter => parameter.Name == "sort_by").Choices;
}

/// <summary>
/// The lists of the API, as their own routes declare them: what a view may hold is what its list takes, so that a view which
/// was saved is never refused by it.
/// </summary>
internal sealed class ViewResources(EndpointDataSource routes)
{
    private static readonly FrozenDictionary<string, (string Route, string[] Columns)> Lists = new Dictionary<string, (string, string[])>
    {
        ["leads"] = ("ListLeads", Of(LeadShape.Shape)),
        ["opportunities"] = ("ListOpportunities", Of(OpportunityShape.Shape)),
        ["accounts"] = ("ListAccounts", Of(AccountShape.Shape)),
        ["contacts"] = ("ListContacts", Of(ContactShape.Shape)),
        ["invoices"] = ("ListInvoices", Of(InvoiceShape.Shape)),
        ["receivables"] = ("ListReceivables", Of(ReceivableShape.Shape)),
        ["products"] = ("ListProducts", Of(ProductShape.Shape)),
        ["activities"] = ("ListActivities", Of(ActivityShape.Shape)),
        ["tasks"] = ("ListTasks", [.. typeof(TaskAnswer).GetProperties().Select(member => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name)).Where(name => name != "etag")]),
    }.ToFrozenDictionary();

    public static IReadOnlyList<string> Names { get; } = [.. Lists.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Null where there is no such list.</summary>
    public ViewResource? Find(string name) => Lists.TryGetValue(name, out var list) ? Of(list.Route, list.Columns) : null;

    private ViewResource Of(string route, string[] columns)
    {
        var endpoint = routes.Endpoints.OfType<RouteEndpoint>().Single(one => one.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == route);
        return new ViewResource($"/{endpoint.RoutePattern.RawText!.Trim('/')}", endpoint.Metadata.GetMetadata<QuerySpec>()!, columns);
    }

    private static string[] Of(RecordShape shape) => [.. shape.Members.Select(member => member.Name)];
}
