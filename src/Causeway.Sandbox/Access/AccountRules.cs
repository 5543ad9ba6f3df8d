using System.Collections.Concurrent;
using Causeway.Sandbox.Domains;

namespace Causeway.Sandbox.Access;

/// <summary>Record rules that a test sets for one user: of a model they see only what a domain lets through.</summary>
internal sealed class AccountRules
{
    private readonly ConcurrentDictionary<(int User, string Model), Node> rules = new();

    public void Set(int user, string model, Node domain) => rules[(user, model)] = domain;

    public void Clear() => rules.Clear();

    public Node? For(int user, string model) => rules.GetValueOrDefault((user, model));
}
