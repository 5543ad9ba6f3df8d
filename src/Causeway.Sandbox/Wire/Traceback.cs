namespace Causeway.Sandbox.Wire;

/// <summary>The end of a Python traceback, which is where clients look.</summary>
internal static class Traceback
{
    public static string Of(OdooError error) =>
        "Traceback (most recent call last):\n  File \"/opt/odoo/odoo/http.py\", line 1954, in _transactioning\n"
        + "  File \"/opt/odoo/odoo/service/model.py\", line 137, in retrying\n"
        + $"{PythonType(error.Name)}: {error.Message}\n";

    private static string PythonType(string name) => name.StartsWith("builtins.", StringComparison.Ordinal) ? name[9..] : name;
}
