using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Causeway.Tests.Infrastructure;
using Causeway.Tests.Sandbox;

namespace Causeway.Tests.Storm;

/// <summary>
/// The Odoo that the storm blows through: somebody who may do everything in it, the account that Causeway reads with, and
/// which records there are to choose from.
/// </summary>
internal sealed class World(OdooWire actor, OdooWire account, OdooControl? control, StormProcess server, Postman postman, ProofTime proofs, Journal journal, int seed)
{
    /// <summary>What hides a lead from the account, by a record rule.</summary>
    public const string OutOfSight = "out of sight";

    private readonly Dictionary<string, List<int>> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> lent = new(StringComparer.Ordinal);

    /// <summary>Drawn from by the operations alone, which run one after another: the same seed blows the same storm.</summary>
    public Random Random { get; } = new(seed);

    /// <summary>Who changes things.</summary>
    public OdooWire Actor => actor;

    /// <summary>What Causeway signs in with: what this account sees is what is to be mirrored.</summary>
    public OdooWire Account => account;

    /// <summary>The sandbox's control endpoint; null on a real server.</summary>
    public OdooControl? Control => control;

    public StormProcess Server => server;

    public ProofTime Proofs => proofs;

    public Journal Journal => journal;

    /// <summary>Transactions that are open in Odoo.</summary>
    public List<Func<Task>> Open { get; } = [];

    /// <summary>Dumps that were taken.</summary>
    public List<int> Dumps { get; } = [];

    /// <summary>A word in the name of everything that the storm makes, to find it by when it is over.</summary>
    public string Mark { get; } = string.Create(CultureInfo.InvariantCulture, $"storm{seed:00}{Environment.ProcessId}");

    public bool Chance(int outOf) => Random.Next(outOf) == 0;

    public T Pick<T>(params ReadOnlySpan<T> of) => of[Random.Next(of.Length)];

    public string Word(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind} {Random.Next(1_000_000)} {Mark}");

    /// <summary>Looks again which records there are: after a dump was restored nothing is as it was.</summary>
    public async Task LookAsync()
    {
        foreach (var model in known.Keys.ToList())
            known[model] = await FindAsync(model);
    }

    public async Task<List<int>> KnownAsync(string model)
    {
        if (!known.TryGetValue(model, out var ids))
            known[model] = ids = control is null ? [] : await FindAsync(model);
        return ids;
    }

    public async Task<int> AnyAsync(string model) => await KnownAsync(model) is { Count: > 0 } ids ? ids[Random.Next(ids.Count)] : throw new NothingToDo();

    /// <summary>Some of them, each once.</summary>
    public async Task<int[]> SomeAsync(string model, int atMost)
    {
        var ids = await KnownAsync(model);
        return ids.Count > 0
            ? [.. Enumerable.Range(0, Random.Next(1, atMost + 1)).Select(_ => ids[Random.Next(ids.Count)]).Distinct()]
            : throw new NothingToDo();
    }

    /// <summary>One to point to: on a real server also one that is not the storm's to change.</summary>
    public async Task<int> AnyTargetAsync(string model)
    {
        var ids = (await KnownAsync(model)).Concat(lent.GetValueOrDefault(model, [])).ToList();
        return ids.Count > 0 ? ids[Random.Next(ids.Count)] : throw new NothingToDo();
    }

    public async Task<object> AnyOrNoneAsync(string model) => Chance(4) ? false : await AnyTargetAsync(model);

    /// <summary>Records that may be pointed to and are not to be changed.</summary>
    public async Task LendAsync(string model, object domain) => lent[model] = await actor.SearchAsync(model, domain);

    /// <summary>Something to begin with, where nothing that is there is the storm's to change.</summary>
    public async Task SettleAsync()
    {
        await CreateManyAsync("res.partner", [.. Enumerable.Range(0, 20).Select(_ => (object)new { name = Word("Contact") })], "settle");
        await CreateManyAsync("crm.tag", [.. Enumerable.Range(0, 5).Select(_ => (object)new { name = Word("Tag") })], "settle");
        await CreateManyAsync("res.partner.category", [.. Enumerable.Range(0, 3).Select(_ => (object)new { name = Word("Category") })], "settle");
        await CreateManyAsync("crm.lead", [.. Enumerable.Range(0, 40).Select(_ => (object)new { name = Word("Lead") })], "settle");
    }

    /// <summary>Removes what the storm has made, what points before what is pointed to.</summary>
    public async Task TidyAsync(params string[] models)
    {
        foreach (var model in models)
        {
            foreach (var id in await actor.SearchAsync(model, new object[] { new object[] { "name", "like", Mark } }, new { active_test = false }))
                await TryUnlinkAsync(model, id);
        }
    }

    public async Task<int> CreateAsync(string model, object values, string what) => (await CreateManyAsync(model, [values], what))[0];

    public async Task<int[]> CreateManyAsync(string model, object[] values, string what)
    {
        var ids = Wires.Ids(await actor.CallAsync(model, "create", new { vals_list = values }));
        (await KnownAsync(model)).AddRange(ids);
        journal.Add($"{what}: {model} made", model, ids);
        postman.Tell(model, "create", ids);
        return ids;
    }

    public async Task WriteAsync(string model, int[] ids, object vals, string what)
    {
        await actor.CallAsync(model, "write", new { vals }, ids);
        journal.Add($"{what}: {model} {Shown(ids)} {JsonNode.Parse(JsonSerializer.Serialize(vals))!.ToJsonString()}", model, ids);
        postman.Tell(model, "write", ids);
    }

    public Task WriteAsync(string model, int id, object vals, string what) => WriteAsync(model, [id], vals, what);

    public async Task CallAsync(string model, string method, int[] ids, string what, object? arguments = null)
    {
        await actor.CallAsync(model, method, arguments, ids);
        journal.Add($"{what}: {model}.{method} {Shown(ids)}", model, ids);
        postman.Tell(model, "write", ids);
    }

    public async Task UnlinkAsync(string model, int[] ids, string what)
    {
        await actor.CallAsync(model, "unlink", ids: ids);
        Forget(model, ids);
        journal.Add($"{what}: {model} {Shown(ids)} removed", model, ids);
        postman.Tell(model, "unlink", ids);
    }

    public void Forget(string model, params ReadOnlySpan<int> ids)
    {
        var gone = ids.ToArray().ToHashSet();
        if (known.TryGetValue(model, out var list))
            list.RemoveAll(gone.Contains);
    }

    public void Learn(string model, int id)
    {
        if (known.TryGetValue(model, out var list))
            list.Add(id);
    }

    public static string Shown(IReadOnlyCollection<int> ids) => ids.Count > 8 ? $"({ids.Count} records)" : string.Join(',', ids);

    private async Task TryUnlinkAsync(string model, int id)
    {
        try
        {
            await actor.CallAsync(model, "unlink", ids: [id]);
        }
        catch (OdooFault)
        {
            // In use by what Odoo keeps.
        }
    }

    private async Task<List<int>> FindAsync(string model) => [.. await actor.SearchAsync(model, Array.Empty<object>(), new { active_test = false })];
}

/// <summary>There is no record that the operation could be done to.</summary>
internal sealed class NothingToDo : Exception;
