namespace Causeway.Odoo.Wire;

/// <summary>A call as <c>execute_kw</c> takes it: by position and by keyword.</summary>
internal static class RpcCall
{
    public static (object?[] Positional, Dictionary<string, object?> Keywords) Split(OdooCall call)
    {
        var positional = new List<object?>();
        if (call.Ids is not null)
            positional.Add(call.Ids);
        positional.AddRange(call.Positional.Select(name => call.Arguments[name]));
        var keywords = call.Arguments.Where(argument => !call.Positional.Contains(argument.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal);
        if (call.Context is not null)
            keywords["context"] = call.Context.ToArguments();
        return ([.. positional], keywords);
    }
}
