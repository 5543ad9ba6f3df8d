using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Domains;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>Finds rows: the domain, the rules of the caller, archived ones left out, in order, a window of them.</summary>
internal static class Search
{
    public static IReadOnlyList<Row> Run(Env env, Model model, object? domain, int offset = 0, int? limit = null, string? order = null)
    {
        if (offset < 0)
        {
            throw OdooError.NegativeOffset();
        }

        var rows = Matching(env, model, domain, order);
        var (byId, _) = Ordering.Walk(env, model, order);
        var ordered = byId ? rows : Ordering.Sort(env, model, rows, order);
        var window = offset > 0 ? ordered.Skip(offset) : ordered;
        return limit switch
        {
            null or 0 => [.. window],
            < 0 => throw OdooError.NegativeLimit(),
            _ => [.. window.Take(limit.Value)],
        };
    }

    /// <summary>All rows that match, by id unless <paramref name="order"/> asks for the way back.</summary>
    public static IEnumerable<Row> Matching(Env env, Model model, object? domain, string? order = "id")
    {
        model.Behaviour.CheckSearch(env, model);
        var node = DomainParser.Parse(domain, env.Version);
        if (env.Context.ActiveTest && model.Has("active") && !DomainCompiler.Names(node, "active"))
        {
            node = new All([node, new Condition("active", "=", true)]);
        }

        var test = DomainCompiler.Compile(env, model, node);
        var candidates = IdBounds.Of(node).Rows(env.Table(model), Ordering.Walk(env, model, order).Descending);
        var shown = RecordRules.Filter(env, model);
        return candidates.Where(row => test(row) && shown(row));
    }
}
