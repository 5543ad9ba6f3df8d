using System.Text.Json;
using Causeway.Tests.Features.GraphQlApi;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Access.Matrix;

/// <summary>The same rule by GraphQL, by whichever way records are reached.</summary>
public sealed partial class MatrixTests
{
    private static readonly string[] Doors = ["list", "connection", "nested", "nested in a connection", "aliased", "by id", "counted", "grouped", "nested and counted", "records", "fragment"];

    public static TheoryData<string, string> GraphQlReaders => new(
        from door in Doors
        from reader in MatrixTable.Callers.Where(caller => Subject(caller) is not null && caller != "A leads")
        select (door, reader));

    [Theory]
    [MemberData(nameof(GraphQlReaders))]
    public async Task By_GraphQL_every_reader_gets_the_records_that_the_rule_says_and_counts_no_more(string door, string reader)
    {
        var api = await world.CallerAsync(reader);
        var expected = Visible[Subject(reader)!];

        if (door is "counted" or "grouped" or "nested and counted")
            (await CountAsync(api, door)).ShouldBe(expected.Length);
        else
            world.Named(await ReadByGraphQlAsync(api, door)).ShouldBe(expected, ignoreOrder: true);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("B")]
    [InlineData("Morgan")]
    [InlineData("admin")]
    public async Task By_GraphQL_an_activity_leads_to_its_lead_for_who_sees_that_one_alone(string reader)
    {
        var api = await world.CallerAsync(reader);

        var activities = (await api.QueryAsync($"{{ activities(limit: 100, search: \"{MatrixWorld.ActivitySummary}\") {{ id res_model res_id res_name lead {{ id name }} }} }}")).GetProperty("activities");

        activities.GetArrayLength().ShouldBeGreaterThan(0);
        foreach (var activity in activities.EnumerateArray())
        {
            var subject = world.SubjectOf(activity.GetProperty("id").GetInt64());
            foreach (var member in new[] { "res_model", "res_id", "res_name", "lead" })
                (activity.GetProperty(member).ValueKind != JsonValueKind.Null).ShouldBe(Visible[reader].Contains(subject), $"{member} of {subject}");
        }
    }

    [Fact]
    public async Task GraphQL_takes_queries_of_who_may_read_and_mutations_of_who_may_write()
    {
        var (reads, writes) = (new List<string>(), new List<string>());
        foreach (var caller in MatrixTable.Callers)
        {
            var api = await world.CallerAsync(caller);
            reads.Add($"{(await api.GraphQlAsync("{ stages { id } }")).Code}");
            writes.Add($"{(await api.GraphQlAsync("mutation { set_task_status(id: \"nonsense\", status: \"open\") { success } }")).Code}");
        }

        string.Join(' ', reads).ShouldBe("401 403 401 200 200 200 200 200 200 200 200 200 403 200 200 200");
        string.Join(' ', writes).ShouldBe("401 403 401 200 200 200 200 200 200 200 403 200 403 403 200 200");
    }

    /// <summary>Whose filter names a lead that they do not see learns nothing of it, nor by sorting or grouping.</summary>
    [Fact]
    public async Task By_GraphQL_a_filter_tells_nothing_of_what_is_not_seen()
    {
        var api = await world.CallerAsync("A");
        foreach (var hidden in world.Leads.Where(lead => !Visible["A"].Contains(lead.Key)))
        {
            var data = await api.QueryAsync($"{{ activities_aggregate(filter: {{res_id: {{eq: {hidden.Value}}}}}) {{ count }} leads_aggregate(filter: {{id: {{eq: {hidden.Value}}}}}) {{ count groups(by: name) {{ key }} max {{ write_date }} }} lead(id: {hidden.Value}) {{ id activities {{ id }} }} }}");

            data.GetProperty("activities_aggregate").GetProperty("count").GetInt32().ShouldBe(0);
            data.GetProperty("leads_aggregate").GetProperty("count").GetInt32().ShouldBe(0);
            data.GetProperty("leads_aggregate").GetProperty("groups").GetArrayLength().ShouldBe(0);
            data.GetProperty("leads_aggregate").GetProperty("max").GetProperty("write_date").ValueKind.ShouldBe(JsonValueKind.Null);
            data.GetProperty("lead").ValueKind.ShouldBe(JsonValueKind.Null);
        }
    }

    private string Filter => $"{{id: {{in: [{string.Join(", ", world.Leads.Values)}]}}}}";

    private async Task<int> CountAsync(Api api, string door)
    {
        var data = await api.QueryAsync(door switch
        {
            "counted" => $"{{ leads_aggregate(filter: {Filter}) {{ count }} }}",
            "grouped" => $"{{ leads_aggregate(filter: {Filter}) {{ groups(by: name, limit: 100) {{ count }} }} }}",
            _ => $"{{ stages(limit: 100) {{ leads_aggregate(filter: {Filter}) {{ count }} }} }}",
        });
        return door switch
        {
            "counted" => data.GetProperty("leads_aggregate").GetProperty("count").GetInt32(),
            "grouped" => data.GetProperty("leads_aggregate").GetProperty("groups").EnumerateArray().Sum(group => group.GetProperty("count").GetInt32()),
            _ => data.GetProperty("stages").EnumerateArray().Sum(stage => stage.GetProperty("leads_aggregate").GetProperty("count").GetInt32()),
        };
    }

    private async Task<IEnumerable<long>> ReadByGraphQlAsync(Api api, string door)
    {
        if (door == "by id")
            return await ByIdAsync(api);
        var data = await api.QueryAsync(door switch
        {
            "list" => "{ leads(limit: 100) { id } }",
            "connection" => "{ leads_connection(first: 100) { edges { node { id } } } }",
            "nested" => "{ stages(limit: 100) { leads(limit: 100) { id } } }",
            "nested in a connection" => "{ stages_connection(first: 100) { nodes { leads_connection(first: 100) { nodes { id } } } } }",
            "aliased" => "{ mine: opportunities(limit: 100, filter: {active: {}}) { id: id n: name } }",
            "fragment" => "query { ...L } fragment L on Query { leads(limit: 100) { ... on Lead { ...I } } } fragment I on Lead { id }",
            _ => $"{{ records(model: \"crm.lead\", limit: 100, filter: {Filter}) {{ id values }} }}",
        });
        return IdsIn(data);
    }

    /// <summary>All in one request, each under an alias.</summary>
    private async Task<IEnumerable<long>> ByIdAsync(Api api)
    {
        var data = await api.QueryAsync($"{{ {string.Join(' ', world.Leads.Values.Select(id => $"l{id}: lead(id: {id}) {{ id }}"))} }}");
        return data.EnumerateObject().Where(lead => lead.Value.ValueKind == JsonValueKind.Object).Select(lead => lead.Value.GetProperty("id").GetInt64());
    }

    /// <summary>Every id in an answer, however deep; of those of stages none is a lead's that differs.</summary>
    private static IEnumerable<long> IdsIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(IdsIn),
        JsonValueKind.Object => json.EnumerateObject().Where(member => member.Name != "values").SelectMany(member => member is { Name: "id", Value.ValueKind: JsonValueKind.Number } ? [member.Value.GetInt64()] : IdsIn(member.Value)),
        _ => [],
    };
}
