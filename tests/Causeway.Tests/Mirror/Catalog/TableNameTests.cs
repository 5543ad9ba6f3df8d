using Causeway.Mirror.Catalog;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Catalog;

public sealed class TableNameTests
{
    [Theory]
    [InlineData("crm.lead", "crm_lead")]
    [InlineData("res.country.state", "res_country_state")]
    [InlineData("x_visit", "x_visit")]
    [InlineData("x_site_visit", "x_site_visit")]
    public void A_model_has_the_table_that_Odoo_gives_it(string model, string table) => TableName.Of(model).ShouldBe(table);

    [Fact]
    public void Models_that_Odoo_would_give_one_name_have_tables_of_their_own()
    {
        string[] models = ["x_a_b", "x.a_b", "x_a.b", "x.a.b", "a.b", "a_b", "name", "n.ame", "v.account", "v_account", new('a', 45), new('a', 46)];

        models.Select(TableName.Of).Distinct().Count().ShouldBe(models.Length);
        models.Select(TableName.Of).ShouldAllBe(table => table.Length <= 49 && table != "name" && !table.StartsWith("v_account", StringComparison.Ordinal) | table.Length > 12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Crm.Lead")]
    [InlineData("crm lead")]
    [InlineData("crm..lead")]
    [InlineData("crm.lead;drop table x")]
    [InlineData("crm\".lead")]
    [InlineData("1crm")]
    public void What_is_no_name_of_a_model_never_becomes_one_of_a_table(string name)
    {
        TableName.IsModel(name).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => TableName.Of(name));
    }
}
