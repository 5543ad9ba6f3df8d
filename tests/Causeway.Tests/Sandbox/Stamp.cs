namespace Causeway.Tests.Sandbox;

/// <summary>
/// Whether something moved a record's write_date. Reads show whole seconds, but the database orders by
/// microseconds: a record made in between tells on which side of it the other was written last, so that no test
/// waits for the clock.
/// </summary>
internal static class Stamp
{
    /// <param name="records">Where the record in between is kept.</param>
    /// <param name="odoo">Who asks.</param>
    /// <param name="model">The model of the record that is watched.</param>
    /// <param name="id">The record that is watched.</param>
    /// <param name="other">The values of the record in between.</param>
    /// <param name="work">What may move it.</param>
    public static async Task<bool> MovesAsync(MadeRecords records, OdooWire odoo, string model, int id, object other, Func<Task> work)
    {
        var between = await records.CreateAsync(model, other);
        await work();
        var domain = new object[] { new object[] { "id", "in", new[] { id, between } } };
        var sorted = Wires.Ids(await odoo.CallAsync(model, "search", new { domain, order = "write_date, id", context = new { active_test = false } }));
        return sorted[^1] == id;
    }
}
