using System.CommandLine;
using Causeway.Platform.Database;
using Npgsql;

namespace Causeway.Bench.Lists;

/// <summary>
/// The bare SQL, in a process of its own: each connection runs the statements in one batch, reads the rows, and throws
/// them away undecoded.
/// </summary>
internal static class SqlLoad
{
    public const string Verb = "sql-load";

    public static Command Command()
    {
        var database = new Argument<string>("database");
        var name = new Argument<string>("case");
        var connections = new Argument<int>("connections");
        var seconds = new Argument<int>("seconds");
        var command = new Command(Verb, "Used by list.") { database, name, connections, seconds };
        command.Hidden = true;
        command.SetAction(async (parsed, cancel) =>
        {
            var chosen = ListCase.All.Concat(RouteCase.All).Single(one => one.Name == parsed.GetValue(name));
            await using var source = DataSources.Create(parsed.GetValue(database)!);
            Console.WriteLine(await RunAsync(source, chosen, parsed.GetValue(connections), TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancel));
        });
        return command;
    }

    private static async Task<LoadResult> RunAsync(NpgsqlDataSource database, LoadCase chosen, int connections, TimeSpan length, CancellationToken cancel)
    {
        var loops = new List<Func<Task>>();
        for (var i = 0; i < connections; i++)
        {
            var db = await database.OpenConnectionAsync(cancel);
            var batch = new NpgsqlBatch(db);
            foreach (var statement in await chosen.Statements(database, cancel))
                batch.BatchCommands.Add(statement.ToBatchCommand());
            loops.Add(() => OnceAsync(batch));
        }

        return await ClosedLoop.RunAsync(loops, length);
    }

    private static async Task OnceAsync(NpgsqlBatch batch)
    {
        await using var reader = await batch.ExecuteReaderAsync();
        do
        {
            while (await reader.ReadAsync())
            {
            }
        }
        while (await reader.NextResultAsync());
    }
}
