using System.Net;
using System.Text.Json;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>That what holds answers to documents sees what differs.</summary>
public sealed class ShownTests
{
    [Theory]
    [InlineData("""{"a":1,"b":{"c":"x"}}""", true)]
    [InlineData("""{"a":7,"b":{"c":"x"}}""", true)]
    [InlineData("""{"a":"1","b":{"c":"x"}}""", false)]
    [InlineData("""{"a":null,"b":{"c":"x"}}""", false)]
    [InlineData("""{"a":1,"b":{"c":"y"}}""", false)]
    [InlineData("""{"a":1,"b":{}}""", false)]
    [InlineData("""{"b":{"c":"x"},"a":1}""", false)]
    [InlineData("""{"a":1,"b":{"c":"x"},"d":2}""", false)]
    public void An_answer_is_as_shown_but_for_values_that_vary(string answer, bool asShown)
    {
        var show = () => Answer(answer).ShouldShow("""{ "a": 1, "b": { "c": "x" } }""", varying: ["a"]);

        if (asShown)
            show.ShouldNotThrow();
        else
            show.ShouldThrow<ShouldAssertException>();
    }

    [Theory]
    [InlineData("""{"id":1,"user":{"name":"x"},"tags":[{"id":1}]}""", "")]
    [InlineData("""{"id":1,"user":null,"tags":[]}""", "")]
    [InlineData("""{"user":{},"tags":[{"id":1},{}]}""", "id, user.name, tags[].id")]
    [InlineData("""{"id":null,"user":7,"tags":null}""", "id is empty, user is no object, tags is no list")]
    public void Missing_and_mistaken_members_are_named(string value, string missing) =>
        string.Join(", ", Fields.Check(JsonDocument.Parse(value).RootElement, "id! user{name} tags[id]")).ShouldBe(missing);

    private static ApiAnswer Answer(string text)
    {
        using var response = new HttpResponseMessage();
        return new ApiAnswer(HttpStatusCode.OK, response.Headers, response.Content.Headers, text);
    }
}
