using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>Fits arguments to a method's signature, with Python's words where they do not fit.</summary>
internal static class Binding
{
    public static (IReadOnlyList<int> Ids, Dictionary<string, object?> Arguments, object? Context) Positional(
        Method method, List<object?> positional, Dictionary<string, object?> keywords)
    {
        List<int> ids = [];
        if (method.Kind == MethodKind.OnRecords)
        {
            ids = positional.Count > 0 ? Python.Ids(positional[0]) : throw OdooError.Type($"{method.Owner}.{method.Name}() missing 1 required positional argument: 'self'");
            positional = positional[1..];
        }

        if (positional.Count > method.Parameters.Count)
        {
            throw OdooError.Type($"{method.Owner}.{method.Name}() takes {method.Parameters.Count + 1} positional arguments but {positional.Count + 1} were given");
        }

        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i < positional.Count; i++)
        {
            arguments[method.Parameters[i].Name] = positional[i];
        }

        foreach (var (name, value) in keywords.Where(pair => pair.Key != "context"))
        {
            arguments[name] = Knows(method, name) ? value : throw OdooError.Type($"{method.Owner}.{method.Name}() got an unexpected keyword argument '{name}'");
        }

        if (Missing(method, arguments) is { } missing)
        {
            throw OdooError.Type($"{method.Owner}.{method.Name}() missing 1 required positional argument: '{missing}'");
        }

        return (ids, arguments, keywords.GetValueOrDefault("context"));
    }

    public static (IReadOnlyList<int> Ids, Dictionary<string, object?> Arguments, object? Context) Named(
        Method method, Model model, Dictionary<string, object?> body)
    {
        if (method.Kind == MethodKind.OnModel && body.TryGetValue("ids", out var given) && Python.IsTrue(given))
        {
            throw Unprocessable($"cannot call {model.Name}.{method.Name} with ids");
        }

        var arguments = body.Where(pair => pair.Key is not ("ids" or "context")).ToDictionary(StringComparer.Ordinal);
        if (Missing(method, arguments) is { } missing)
        {
            throw Unprocessable($"missing a required argument: '{missing}'");
        }

        if (arguments.Keys.FirstOrDefault(name => !Knows(method, name)) is { } unknown)
        {
            throw Unprocessable($"got an unexpected keyword argument '{unknown}'");
        }

        return (Python.Ids(body.GetValueOrDefault("ids")), arguments, body.GetValueOrDefault("context"));
    }

    private static bool Knows(Method method, string name) => method.TakesAnything || method.Parameters.Any(parameter => parameter.Name == name);

    private static string? Missing(Method method, Dictionary<string, object?> arguments) =>
        method.Parameters.FirstOrDefault(parameter => !parameter.IsOptional && !arguments.ContainsKey(parameter.Name)).Name;

    private static OdooError Unprocessable(string message) => new("werkzeug.exceptions.UnprocessableEntity", message, ErrorKind.WrongCall);
}
