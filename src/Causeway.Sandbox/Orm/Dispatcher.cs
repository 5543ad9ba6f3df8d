using Causeway.Sandbox.Automation;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>Finds the method, binds its arguments, and runs it as one transaction.</summary>
internal sealed class Dispatcher(Instance instance, Postman postman)
{
    private static readonly Dictionary<string, Method> Base = BaseMethods.All.ToDictionary(method => method.Name, StringComparer.Ordinal);

    private int Version => instance.Database.Version;

    /// <summary>Calls by position and keyword, as the older transports do, and writes the answer while the data stands still.</summary>
    public T Execute<T>(int user, string model, string method, List<object?> positional, Dictionary<string, object?> keywords, Func<object?, T> answer)
    {
        var target = instance.Database.Models.TryGet(model, out var found) ? found : throw OdooError.User($"Object {model} doesn't exist");
        var chosen = Find(target, method) ?? throw OdooError.Attribute(Version >= 19
            ? $"The method '{model}.{method}' does not exist"
            : $"The method '{method}' does not exist on the model '{model}'");
        var (ids, arguments, context) = Binding.Positional(chosen, positional, keywords);
        return Run(user, chosen, target, ids, arguments, context, isNamed: false, answer);
    }

    /// <summary>Calls by name alone, as JSON-2 does.</summary>
    public T ExecuteNamed<T>(int user, string model, string method, Dictionary<string, object?> body, Func<object?, T> answer)
    {
        var target = instance.Database.Models.TryGet(model, out var found) ? found
            : throw new OdooError("werkzeug.exceptions.NotFound", $"the model '{model}' does not exist", ErrorKind.NotFound);
        var chosen = Find(target, method)
            ?? throw new OdooError("werkzeug.exceptions.NotFound", $"The method '{model}.{method}' does not exist", ErrorKind.NotFound);
        var (ids, arguments, context) = Binding.Named(chosen, target, body);
        return Run(user, chosen, target, ids, arguments, context, isNamed: true, answer);
    }

    /// <summary>Runs a call now and keeps its changes until they are committed on demand.</summary>
    public HeldTransaction Hold(int user, string model, string method, List<object?> positional, Dictionary<string, object?> keywords)
    {
        var target = instance.Database.Models[model];
        var chosen = Find(target, method) ?? throw OdooError.Attribute($"The method '{model}.{method}' does not exist");
        var (ids, arguments, context) = Binding.Positional(chosen, positional, keywords);
        return postman.Hold(instance.Database, transaction => chosen.Run(new Call(Environment(transaction, user, context), target, ids, arguments)));
    }

    private T Run<T>(int user, Method method, Model model, IReadOnlyList<int> ids, Dictionary<string, object?> arguments, object? context, bool isNamed, Func<object?, T> answer)
    {
        T Work(Transaction transaction) =>
            answer(method.Run(new Call(Environment(transaction, user, context), model, ids, arguments) { IsNamed = isNamed }));

        try
        {
            return method.Effect == Effect.Reads ? instance.Database.Read(Work) : postman.Write(instance.Database, Work);
        }
        catch (LoadRefused refused)
        {
            return answer(refused.Answer);
        }
        catch (Exception error) when (error is InvalidCastException or NullReferenceException or FormatException or KeyNotFoundException or ArgumentException)
        {
            // Arguments of a shape that no method expects: Python would fail with a TypeError somewhere inside.
            throw OdooError.Type(error.Message);
        }
    }

    private Method? Find(Model model, string name)
    {
        var method = model.Behaviour.Methods.FirstOrDefault(own => own.Name == name && Version >= own.PublicSince && Version <= own.PublicUntil) ?? Base.GetValueOrDefault(name);
        if (name.StartsWith('_') || (method is not null && Version > method.PublicUntil && name == "exists"))
        {
            throw OdooError.Access(Version >= 19
                ? $"Private methods (such as '{model.Name}.{name}') cannot be called remotely."
                : $"Private methods (such as {name}) cannot be called remotely.");
        }

        return method is not null && Version >= method.PublicSince && Version <= method.PublicUntil ? method : null;
    }

    private Env Environment(Transaction transaction, int user, object? given)
    {
        var row = instance.Database.Table("res.users").Find(user) ?? throw OdooError.Denied();
        var context = Context.From(given);
        if (context.AllowedCompanies?.Except(row.Links("company_ids")).Any() == true)
        {
            throw OdooError.Access("Access to unauthorized or invalid companies.");
        }

        if (context.Lang is { } lang && lang is not ("en_US" or "fr_FR"))
        {
            // Up to 17 an unknown language silently means the source texts.
            context = Version >= 18 ? throw OdooError.User($"Invalid language code: {lang}") : context with { Lang = null };
        }

        return new Env(instance, transaction, row, context);
    }
}
