using Causeway.GraphQL;
using Causeway.GraphQL.Language;
using Shouldly;
using Xunit;

namespace Causeway.Tests.GraphQL;

/// <summary>Documents are kept by their text, and no more of them than memory bears.</summary>
public sealed class DocumentCacheTests
{
    private readonly DocumentCache cache = new();
    private int checks;

    [Fact]
    public void A_text_is_checked_once_and_what_is_wrong_each_time()
    {
        cache.Find("{ a }", Check).ShouldBeSameAs(cache.Find("{ a }", Check));
        checks.ShouldBe(1);

        cache.Find("{", _ => new CheckedDocument(null, []));
        cache.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(10, 1_000)]
    [InlineData(19_000, 27)]
    public void Ever_other_documents_push_the_old_ones_out(int length, int most)
    {
        for (var i = 0; i < 3_000; i++)
        {
            cache.Find($"{{ a{i:0000}{new string(' ', length)} }}", Check);
            cache.Count.ShouldBeLessThanOrEqualTo(most);
        }
    }

    private CheckedDocument Check(string text)
    {
        checks++;
        return new CheckedDocument(Parser.Parse(text), []);
    }
}
