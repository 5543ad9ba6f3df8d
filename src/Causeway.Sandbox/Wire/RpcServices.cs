using Causeway.Sandbox.Orm;

namespace Causeway.Sandbox.Wire;

/// <summary>The services "common", "object" and "db" behind XML-RPC and JSON-RPC.</summary>
internal sealed class RpcServices(Instance instance, Dispatcher dispatcher, SandboxOptions options)
{
    /// <summary>Runs the call; <paramref name="answer"/> writes its result while the data stands still.</summary>
    public async Task<T> CallAsync<T>(RpcCall call, Func<object?, T> answer, CancellationToken cancellationToken) => call.Service switch
    {
        "object" => await ExecuteAsync(call, answer, cancellationToken),
        "common" => answer(await CommonAsync(call, cancellationToken)),
        "db" => answer(Db(call)),
        _ => throw OdooError.Key(call.Service),
    };

    public Dictionary<string, object?> Version() => new(StringComparer.Ordinal)
    {
        ["server_version"] = options.Version,
        ["server_version_info"] = new List<object?> { options.Major, 0, 0, "final", 0, "" },
        ["server_serie"] = options.Version,
        ["protocol_version"] = 1,
    };

    private async Task<object?> CommonAsync(RpcCall call, CancellationToken cancellationToken) => call.Method switch
    {
        "version" => Version(),
        "authenticate" or "login" => await AuthenticateAsync(call.Arguments, cancellationToken),
        "about" => "See http://openerp.com",
        _ => throw new OdooError("builtins.Exception", $"Method not found: {call.Method}", ErrorKind.Unexpected),
    };

    private object? Db(RpcCall call) => call.Method switch
    {
        "list" => new List<object?> { options.Database },
        "server_version" => options.Version,
        "db_exist" => call.Arguments.ElementAtOrDefault(0) is string name && name == options.Database,
        _ => throw OdooError.Denied(),
    };

    private async Task<object?> AuthenticateAsync(List<object?> arguments, CancellationToken cancellationToken)
    {
        CheckDatabase(arguments.ElementAtOrDefault(0));
        var login = arguments.ElementAtOrDefault(1) as string;
        var secret = arguments.ElementAtOrDefault(2) as string;
        var user = instance.Database.Read(_ => instance.Database.Table("res.users").Rows.FirstOrDefault(row => row.Text("login") == login && row.Flag("active")));
        if (user is null || string.IsNullOrEmpty(secret) || !instance.Keys.Accepts(user.Id, secret, instance.Database.Clock.Now))
        {
            await Task.Delay(options.WrongSecretDelay, cancellationToken);
            return false;
        }

        instance.Keys.LoggedIn(user.Id, instance.Database.Clock.Now);
        return user.Id;
    }

    private async Task<T> ExecuteAsync<T>(RpcCall call, Func<object?, T> answer, CancellationToken cancellationToken)
    {
        var arguments = call.Arguments;
        if (call.Method is not ("execute" or "execute_kw"))
        {
            throw new OdooError("builtins.NameError", $"Method not available {call.Method}", ErrorKind.Unexpected);
        }

        if (arguments.Count < (options.Major >= 19 ? 5 : 3))
        {
            throw options.Major >= 19
                ? OdooError.Value($"not enough values to unpack (expected at least 5, got {arguments.Count})")
                : new OdooError("builtins.IndexError", "list index out of range", ErrorKind.Unexpected);
        }

        CheckDatabase(arguments[0]);
        var user = await CheckAsync(arguments[1], arguments[2], cancellationToken);
        var (positional, keywords) = call.Method == "execute"
            ? (arguments[5..], [])
            : (arguments.ElementAtOrDefault(5) as List<object?> ?? [], arguments.ElementAtOrDefault(6) as Dictionary<string, object?> ?? []);
        return dispatcher.Execute(user, $"{arguments.ElementAtOrDefault(3)}", $"{arguments.ElementAtOrDefault(4)}", positional, keywords, answer);
    }

    private async Task<int> CheckAsync(object? uid, object? secret, CancellationToken cancellationToken)
    {
        var user = Python.Id(uid) is { } id ? instance.Database.Read(_ => instance.Database.Table("res.users").Find(id)) : null;
        if (user is null || !user.Flag("active") || secret is not string text || !instance.Keys.Accepts(user.Id, text, instance.Database.Clock.Now))
        {
            await Task.Delay(options.WrongSecretDelay, cancellationToken);
            throw OdooError.Denied();
        }

        return user.Id;
    }

    private void CheckDatabase(object? name)
    {
        if (name as string != options.Database)
        {
            throw OdooError.UnknownDatabase($"{name}");
        }
    }
}
