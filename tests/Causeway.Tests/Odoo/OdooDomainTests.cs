using System.Text.Json;
using Causeway.Odoo;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Odoo;

public sealed class OdooDomainTests
{
    private static readonly OdooDomain A = OdooDomain.Where("a", "=", 1L);
    private static readonly OdooDomain B = OdooDomain.Where("b", "in", new[] { 1L, 2L });
    private static readonly OdooDomain C = OdooDomain.Where("c", "!=", null);

    [Fact]
    public void Conditions_are_joined_in_prefix_notation()
    {
        OdooDomain.All.ToString().ShouldBe("[]");
        A.And(B).ToString().ShouldBe("""["&",["a","=",1],["b","in",[1,2]]]""");
        A.Or(B).And(C).ToString().ShouldBe("""["&","|",["a","=",1],["b","in",[1,2]],["c","!=",false]]""");
        A.And(B).Not().ToString().ShouldBe("""["!","&",["a","=",1],["b","in",[1,2]]]""");
    }

    [Fact]
    public void Everything_and_nothing_are_neutral_where_logic_says_so()
    {
        OdooDomain.All.And(A).ShouldBeSameAs(A);
        A.And(OdooDomain.All).ShouldBeSameAs(A);
        A.Or(OdooDomain.All).ToString().ShouldBe("[]");
        A.Or(OdooDomain.None).ShouldBeSameAs(A);
        OdooDomain.None.Or(A).ShouldBeSameAs(A);
        OdooDomain.All.Not().ToString().ShouldBe("""[[0,"=",1]]""");
    }

    [Fact]
    public void The_and_that_Odoo_implies_is_written_out_before_joining()
    {
        var domain = Parse("""["|", ["a", "=", 1], ["b", "=", 2], ["c", "=", 3], "!", ["d", "=", null]]""");
        domain.ToString().ShouldBe("""["|",["a","=",1],["b","=",2],["c","=",3],"!",["d","=",false]]""");
        domain.Or(A).ToString().ShouldBe("""["|","&","&","|",["a","=",1],["b","=",2],["c","=",3],"!",["d","=",false],["a","=",1]]""");
        domain.Not().ToString().ShouldStartWith("""["!","&","&","|",""");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("[7]")]
    [InlineData("[\"name\"]")]
    [InlineData("[[\"a\", \"=\"]]")]
    [InlineData("[\"&\", [\"a\", \"=\", 1]]")]
    [InlineData("[\"!\"]")]
    [InlineData("[[\"a\", \"=\", 1], \"|\"]")]
    public void What_is_no_domain_is_refused(string json) => Should.Throw<ArgumentException>(() => Parse(json));

    private static OdooDomain Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return OdooDomain.FromJson(document.RootElement);
    }
}
