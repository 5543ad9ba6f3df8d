using System.Text.Json.Nodes;
using Causeway.Tests.Sandbox;

namespace Causeway.Tests.Storm.Operations;

/// <summary>What happens in accounting, personnel, purchasing, and in everybody's list of activities.</summary>
internal static class OfficeOperations
{
    private const string Activity = "mail.activity", Move = "account.move", Employee = "hr.employee", Product = "product.product";

    public static readonly Operation[] All =
    [
        new("plan activity", 3, PlanAsync),
        new("move activity", 1, async world => await world.WriteAsync(Activity, await world.AnyAsync(Activity), new { date_deadline = "2027-02-03", summary = world.Word("Call") }, "move activity")),
        new("activity done", 2, DoneAsync),
        new("delete activity", 1, async world => await world.UnlinkAsync(Activity, [await world.AnyAsync(Activity)], "delete activity")),
        new("create invoice", 2, async world => await world.CreateAsync(Move, await InvoiceAsync(world), "create invoice")),
        new("write on invoice", 2, async world => await world.WriteAsync(Move, await world.AnyAsync(Move), new { @ref = world.Word("Ref") }, "write on invoice")),
        new("post invoice", 2, async world => await world.CallAsync(Move, "action_post", [await world.AnyAsync(Move)], "post invoice")),
        new("invoice to draft", 1, async world => await world.CallAsync(Move, "button_draft", [await world.AnyAsync(Move)], "invoice to draft")),
        new("delete invoice", 1, async world => await world.UnlinkAsync(Move, [await world.AnyAsync(Move)], "delete invoice")),
        new("hire", 1, async world => await world.CreateAsync(Employee, new { name = world.Word("Employee"), department_id = await world.AnyOrNoneAsync("hr.department") }, "hire")),
        new("write on employee", 1, async world => await world.WriteAsync(Employee, await world.AnyAsync(Employee), new { job_title = world.Word("Title"), parent_id = await world.AnyOrNoneAsync(Employee) }, "write on employee")),
        new("employee leaves", 0.5, async world => await world.WriteAsync(Employee, await world.AnyAsync(Employee), new { active = world.Chance(2) }, "employee leaves")),
        new("department's manager", 1, async world => await world.WriteAsync("hr.department", await world.AnyAsync("hr.department"), new { name = world.Word("Department"), manager_id = await world.AnyOrNoneAsync(Employee) }, "department's manager")),
        new("create department", 0.5, async world => await world.CreateAsync("hr.department", new { name = world.Word("Department") }, "create department")),
        new("create product", 1, async world => await world.CreateAsync(Product, new { name = world.Word("Product"), list_price = world.Random.Next(100) }, "create product")),
        new("price of product", 2, async world => await world.WriteAsync(Product, await world.AnyAsync(Product), new { list_price = world.Random.Next(1000) / 8.0, name = world.Word("Product") }, "price of product")),
        new("archive product", 0.5, async world => await world.WriteAsync(Product, await world.AnyAsync(Product), new { active = world.Chance(2) }, "archive product")),
        new("delete product", 0.5, async world => await world.UnlinkAsync(Product, [await world.AnyAsync(Product)], "delete product")),
    ];

    private static async Task PlanAsync(World world)
    {
        var leads = Wires.Ids(await world.Actor.CallAsync("ir.model", "search", new { domain = new object[] { new object[] { "model", "=", "crm.lead" } } }));
        await world.CreateAsync(Activity, new { res_model_id = leads[0], res_id = await world.AnyAsync("crm.lead"), summary = world.Word("Activity") }, "plan activity");
    }

    private static async Task DoneAsync(World world)
    {
        var activity = await world.AnyAsync(Activity);
        await world.CallAsync(Activity, "action_feedback", [activity], "activity done", new { feedback = "done" });
        // Kept, archived, from 19 on; gone before.
        world.Forget(Activity, activity);
    }

    private static async Task<object> InvoiceAsync(World world) => new JsonObject
    {
        ["move_type"] = world.Pick("out_invoice", "out_invoice", "out_refund"),
        ["partner_id"] = await world.AnyAsync("res.partner"),
        ["invoice_line_ids"] = new JsonArray(new JsonArray(0, 0, new JsonObject { ["name"] = world.Word("Line"), ["quantity"] = world.Random.Next(1, 9), ["price_unit"] = world.Random.Next(500), ["tax_ids"] = new JsonArray() })),
    };
}
