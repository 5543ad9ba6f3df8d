using System.Text.Json;
using Causeway.Odoo;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Odoo.Samples;

public sealed class ValueSamplesTests
{
    [Theory, MemberData(nameof(ValueSamples.All), MemberType = typeof(ValueSamples))]
    public async Task A_value_is_the_same_over_every_transport(ValueSample sample)
    {
        foreach (var transport in Enum.GetValues<OdooTransport>())
        {
            var record = (await ReadAsync(sample, transport)).ShouldHaveSingleItem();
            record.Id.ShouldBe(7);
            if (sample.Value is JsonElement expected)
                JsonElement.DeepEquals(record["f"].ShouldBeOfType<JsonElement>(), expected).ShouldBeTrue($"{record["f"]} over {transport}");
            else
                record["f"].ShouldBe(sample.Value, $"over {transport}");
            record["f"]?.GetType().ShouldBe(sample.Value!.GetType());
            if (record["f"] is DateTime instant)
                instant.Kind.ShouldBe(DateTimeKind.Utc);
        }
    }

    [Theory, MemberData(nameof(ValueSamples.Broken), MemberType = typeof(ValueSamples))]
    public async Task A_value_of_another_type_is_a_malformed_answer(ValueSample sample)
    {
        foreach (var transport in Enum.GetValues<OdooTransport>())
        {
            var error = await Should.ThrowAsync<OdooException>(() => ReadAsync(sample, transport));
            error.Kind.ShouldBe(OdooErrorKind.Malformed, $"over {transport}");
            error.Model.ShouldBe("crm.lead");
        }
    }

    private static async Task<IReadOnlyList<OdooRecord>> ReadAsync(ValueSample sample, OdooTransport transport)
    {
        await using var odoo = new ScriptedOdoo(transport, _ => ScriptedOdoo.Result(
            transport,
            $$"""[{"id": 7, "not_asked_for": [1, {"a": 2}], "f": {{sample.Json}}}]""",
            $"<array><data><value><struct><member><name>id</name><value><int>7</int></value></member>"
            + $"<member><name>not_asked_for</name><value><array><data><value>1</value></data></array></value></member>\n"
            + $"<member>\n<name>f</name>\n<value>{sample.Xml}</value>\n</member>\n</struct></value></data></array>"));
        var fields = new OdooFieldSet([new OdooField("f", sample.Type) { Selection = [new("won", "Won"), new("lost", "Lost")] }]);
        return await odoo.Client.ReadAsync("crm.lead", [7], fields, null, TestContext.Current.CancellationToken);
    }
}
