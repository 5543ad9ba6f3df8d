using System.Net;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Mirror;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Features.Products;

/// <summary>Products, held against Odoo's own rows.</summary>
public sealed class ProductsEndpointsTests(SharedMirror shared) : IClassFixture<SharedMirror>
{
    private readonly MirrorServer mirror = shared.Mirror;

    [Fact]
    public async Task A_list_holds_Odoos_products_by_price()
    {
        var products = (await mirror.Control.DumpAsync("product.product")).Count;

        var list = (await mirror.Admin.GetAsync("/api/products?sort_by=lst_price&sort_order=asc&per_page=100")).Expect(HttpStatusCode.OK);

        var prices = list["products"].EnumerateArray().Select(product => product.GetProperty("lst_price").GetDecimal()).ToList();
        prices.Count.ShouldBe(products);
        prices.ShouldBe(prices.Order());
        list["products"].EnumerateArray().Single(product => product.GetProperty("default_code").GetString() == "LAMP-D").GetProperty("lst_price").GetDecimal().ShouldBe(85);
    }

    [Fact]
    public async Task A_search_finds_by_code_and_active_leaves_archived_ones_out()
    {
        var id = await mirror.CreateAsync("product.product", new { name = "Stool", default_code = "STOOL-7", list_price = 12.5, active = false });
        await mirror.SyncCompletelyAsync();

        (await mirror.Admin.GetAsync("/api/products?q=stool-7")).Ids("products").ShouldBe([id]);
        (await mirror.Admin.GetAsync("/api/products?q=stool-7&active=true")).Ids("products").ShouldBeEmpty();
        (await mirror.Admin.GetAsync($"/api/products/{id}")).Expect(HttpStatusCode.OK)["active"].GetBoolean().ShouldBeFalse();
    }
}
