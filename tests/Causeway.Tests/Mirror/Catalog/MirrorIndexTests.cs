using Causeway.Features.Leads;
using Causeway.Features.Opportunities;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Catalog;

public sealed class MirrorIndexTests
{
    public static TheoryData<string> Sorts => [.. LeadShape.Shape.Sorts.Concat(OpportunityShape.Shape.Sorts).Where(sort => sort != SortField.Id).Select(sort => sort.Sql).Distinct()];

    [Theory]
    [MemberData(nameof(Sorts))]
    public void What_a_list_of_leads_can_be_sorted_by_has_an_index_in_that_order(string sort)
    {
        var key = sort.Replace("r.", "").Replace("\"", "");

        DefaultModels.Lead.Indexes
            .Select(index => index.CreateOn(DefaultModels.Lead).Replace("\"", ""))
            .ShouldContain(sql => sql.Contains($"(connection_id, {key}, id)"));
    }
}
