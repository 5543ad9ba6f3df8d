namespace Causeway.Sandbox.Wire;

/// <summary>What a request asks for: the names by which calls are counted and faults are aimed.</summary>
internal sealed record RpcCall(string Transport, string Service, string Method, List<object?> Arguments)
{
    /// <summary>The model of an execute call; empty for the rest.</summary>
    public string Model => IsExecute && Arguments.ElementAtOrDefault(3) is string model ? model : "";

    /// <summary>The method that is meant: that of the model, or that of the service.</summary>
    public string Meant => IsExecute && Arguments.ElementAtOrDefault(4) is string method ? method : Method;

    private bool IsExecute => Service == "object" && Method is "execute" or "execute_kw";
}
