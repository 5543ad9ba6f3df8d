using Causeway.Features.Leads.Notes;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Leads.Notes;

/// <summary>What strangers wrote is taken apart and put together anew of what can do no harm.</summary>
public sealed class SafeHtmlTests
{
    [Theory]
    [InlineData("<p>a <b>bold</b> &amp; <i>true</i></p>", "<p>a <b>bold</b> &amp; <i>true</i></p>")]
    [InlineData("<P CLASS=x STYLE='color:red' ONCLICK=\"a()\">a</P>", "<p>a</p>")]
    [InlineData("a<script>alert(1)</script>b", "ab")]
    [InlineData("a<ScRiPt type=x>alert('</p>')</sCrIpT >b", "ab")]
    [InlineData("a<script>never closed", "a")]
    [InlineData("<style>p{}</style><title>t</title>x", "x")]
    [InlineData("<img src=x onerror=alert(1)>", "")]
    [InlineData("<svg><p>in</p><script>alert(1)</script></svg>out", "out")]
    [InlineData("<svg/onload=alert(1)>", "")]
    [InlineData("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "&quot;&gt;")]
    [InlineData("<iframe srcdoc='<script>alert(1)</script>'></iframe>a", "a")]
    [InlineData("<!-- <p>a</p> -->b<!doctype html><?xml?>c", "bc")]
    [InlineData("<!--never closed", "")]
    [InlineData("<form action=x><input value=y>a</form>", "a")]
    [InlineData("<a href=\"https://x.example/?a=1&amp;b=2\">l</a>", "<a href=\"https://x.example/?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow\">l</a>")]
    [InlineData("<a href=mailto:a@b.example>m</a>", "<a href=\"mailto:a@b.example\" rel=\"noopener noreferrer nofollow\">m</a>")]
    [InlineData("<a href='javascript:alert(1)'>j</a>", "<a>j</a>")]
    [InlineData("<a href='&#106;avascript:alert(1)'>j</a>", "<a>j</a>")]
    [InlineData("<a href='java\tscript:alert(1)'>j</a>", "<a>j</a>")]
    [InlineData("<a href=' data:text/html,<script>1</script>'>d</a>", "<a>d</a>")]
    [InlineData("<a href='vbscript:x'>v</a>", "<a>v</a>")]
    [InlineData("<a href='/web#action=1'>relative</a>", "<a>relative</a>")]
    [InlineData("<a x=1 HREF = \"https://x.example\" href='javascript:1'>l</a>", "<a href=\"https://x.example/\" rel=\"noopener noreferrer nofollow\">l</a>")]
    [InlineData("<a href='https://x.example/\"onmouseover=alert(1)'>q</a>", "<a href=\"https://x.example/%22onmouseover=alert(1)\" rel=\"noopener noreferrer nofollow\">q</a>")]
    [InlineData("1 < 2 > 1 & <3", "1 &lt; 2 &gt; 1 &amp; &lt;3")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("<p><b>a</p>b</b></i>", "<p><b>a</b></p>b")]
    [InlineData("<div><p>open", "<div><p>open</p></div>")]
    [InlineData("a<br/>b<hr>c", "a<br>b<hr>c")]
    [InlineData("<p", "")]
    [InlineData("<p title=\"<script>alert(1)</script>\">a</p>", "<p>a</p>")]
    [InlineData("<scr<script>ipt>alert(1)</script>", "ipt&gt;alert(1)")]
    [InlineData("a\u0000\u0008b", "ab")]
    [InlineData("", "")]
    public void Of_markup_stays_what_can_do_no_harm(string source, string expected) => SafeHtml.Of(source).Html.ShouldBe(expected);

    [Theory]
    [InlineData("<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\nThree")]
    [InlineData("<ul><li>a</li><li>b</li></ul>", "a\n\nb")]
    [InlineData("<p>  much \n\n   space&nbsp;here </p>", "much\n\nspace here")]
    [InlineData("&lt;b&gt; &amp; &eacute;", "<b> & é")]
    [InlineData("<script>x</script>", "")]
    public void Text_has_its_lines_and_no_markup(string source, string expected) => SafeHtml.Of(source).Text.ShouldBe(expected);

    [Fact]
    public void Text_becomes_a_paragraph_with_its_lines() => SafeHtml.OfText("a <b>\r\n& c").ShouldBe("<p>a &lt;b&gt;<br>&amp; c</p>");

    [Fact]
    public void What_is_made_is_made_the_same_again()
    {
        var made = SafeHtml.Of("<div><p>a<a href='https://x.example'>b</a></div><table><tr><td>c").Html;

        SafeHtml.Of(made).Html.ShouldBe(made);
    }

    [Fact]
    public void A_million_elements_nest_no_deeper_than_a_hundred()
    {
        var made = SafeHtml.Of(string.Concat(Enumerable.Repeat("<b>", 1_000_000)) + "x").Html;

        made.ShouldBe(string.Concat(Enumerable.Repeat("<b>", 100)) + "x" + string.Concat(Enumerable.Repeat("</b>", 100)));
    }
}
