namespace Causeway.Sandbox.Wire;

/// <summary>The members in which JSON transports carry an error; versions order them differently.</summary>
internal static class OdooErrorForms
{
    public static Dictionary<string, object?> Data(OdooError error, int version)
    {
        var data = new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = error.Name };
        if (version < 19)
        {
            data["debug"] = Traceback.Of(error);
        }

        data["message"] = error.Name == "builtins.KeyError" ? error.Message.Trim('\'') : error.Message;
        data["arguments"] = error.Status is { } status ? new List<object?> { error.Message, status } : new List<object?> { data["message"] };
        data["context"] = new Dictionary<string, object?>();
        if (version >= 19)
        {
            data["debug"] = Traceback.Of(error);
        }

        return data;
    }
}
