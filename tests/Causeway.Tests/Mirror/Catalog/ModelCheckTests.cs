using System.Net;
using Causeway.Sandbox;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Mirror.Catalog;

public sealed class ModelCheckTests(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase database = null!;
    private MirrorServer mirror = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.NewDatabaseAsync();
        mirror = await MirrorServer.StartAsync(database.DataSource, new SandboxOptions { Leads = 5 });
    }

    public async ValueTask DisposeAsync()
    {
        await mirror.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_model_that_Odoo_has_not_is_refused_by_its_place_with_the_fix_and_nothing_is_saved()
    {
        var answer = await ChooseAsync(new { model = "sale.order" }, new { model = "sale.ordr" });

        answer.Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["models[1].model"]);
        answer["detail"].GetString()!.ShouldContain("sale.ordr");
        answer["detail"].GetString()!.ShouldContain("?force=true");
        (await mirror.Admin.GetAsync($"/api/connections/{mirror.ConnectionId}"))["models"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Fields_that_Odoo_has_not_and_those_that_no_mirror_takes_are_refused_by_name()
    {
        await mirror.Control.AddFieldAsync("sale.order", "x_access_token", "char");

        var answer = await ChooseAsync(new { model = "sale.order", fields = new[] { "name", "nmae", "x_access_token" } });

        answer.Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["models[0].fields"]);
        var messages = answer["details"].GetProperty("models[0].fields");
        messages[0].GetString()!.ShouldStartWith("nmae: not a field of sale.order");
        messages[0].GetString()!.ShouldContain("/api/integrations/odoo/fields/sale.order");
        messages[1].GetString()!.ShouldStartWith("x_access_token: never mirrored");
    }

    [Fact]
    public async Task An_unknown_model_is_refused_where_the_connection_is_configured_too()
    {
        var answer = await mirror.Admin.PostAsync("/api/integrations/odoo/configure", new
        {
            url = mirror.Odoo.Url,
            database = mirror.Odoo.Database,
            username = mirror.Odoo.Admin.Login,
            api_key = mirror.Odoo.Admin.ApiKey,
            models = new[] { new { model = "sale.ordr" } },
        });

        answer.Expect(HttpStatusCode.BadRequest).BadFields.ShouldBe(["models[0].model"]);
    }

    [Fact]
    public async Task An_entry_that_names_no_model_is_a_bad_request()
    {
        (await ChooseAsync([null!])).Expect(HttpStatusCode.BadRequest);
        (await ChooseAsync(new { fields = new[] { "name" } })).Expect(HttpStatusCode.BadRequest);
    }

    private Task<ApiAnswer> ChooseAsync(params object[] models) => mirror.Admin.PatchAsync($"/api/connections/{mirror.ConnectionId}", new { models });
}
