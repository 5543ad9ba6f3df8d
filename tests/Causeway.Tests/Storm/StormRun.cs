using Causeway.Tests.Infrastructure;
using Causeway.Tests.Sandbox;
using Causeway.Tests.Storm.Operations;

namespace Causeway.Tests.Storm;

/// <summary>
/// Everything at once, in an order that its seed gives: changes of all kinds in Odoo, faults on the way, webhooks late, twice
/// or never, and a server that is killed every few seconds. Then quiet, one proof and one round of the scrub; and then the
/// mirror is to be Odoo, field by field.
/// </summary>
internal sealed class StormRun(StormSettings settings, World world, StormProcess server, Postman postman, Journal journal, int seed)
{
    /// <summary>Blows, and waits until everything that it began has ended.</summary>
    public async Task BlowAsync(IReadOnlyList<Operation> operations)
    {
        using var calm = new CancellationTokenSource();
        var killing = KillAsync(calm.Token);
        try
        {
            for (var i = 0; i < settings.Operations; i++)
            {
                await DoAsync(Draw(operations));
                // So that runs and kills fall between them.
                await Task.Delay(TimeSpan.FromSeconds(2.0 / settings.Pace * world.Random.NextDouble()));
            }
        }
        finally
        {
            await calm.CancelAsync();
            await killing;
        }

        await postman.FinishAsync();
    }

    public string Sum(Compared compared) =>
        $"seed {seed}: {settings.Operations} operations, {server.Kills} kills, {postman.Sent} webhooks, {compared.Records} records and {compared.Values} values compared\n  {string.Join(", ", journal.Counts())}";

    private Operation Draw(IReadOnlyList<Operation> operations)
    {
        var at = world.Random.NextDouble() * operations.Sum(operation => operation.Weight);
        return operations.First(operation => (at -= operation.Weight) < 0);
    }

    private async Task DoAsync(Operation operation)
    {
        journal.Begin();
        try
        {
            await operation.RunAsync(world);
            journal.Count(operation.Name, refused: false);
        }
        catch (Exception refusal) when (refusal is OdooFault or ControlRefused or NothingToDo)
        {
            // In use, locked by an open transaction, gone already: as people meet it too.
            journal.Count(operation.Name, refused: true);
        }
    }

    private async Task KillAsync(CancellationToken calm)
    {
        var random = new Random(-seed);
        while (!calm.IsCancellationRequested)
        {
            var life = settings.Life.Shortest + ((settings.Life.Longest - settings.Life.Shortest) * random.NextDouble());
            await Task.Delay(life, calm).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (calm.IsCancellationRequested)
                return;
            journal.Add("kill -9");
            server.Kill();
            await server.StartAsync();
            journal.Add("started again");
        }
    }
}
