namespace Causeway.Sandbox.Wire;

/// <summary>The end of a Python traceback, which is where clients look.</summary>
internal static class Traceback
{
    public static string Of(OdooError error) =>
        "Traceback (most recent call last):\n  File \"/opt/odoo/odoo/http.py\", line 1954, in _transactioning\n"
        + "  File \"/opt/odoo/odoo/service/model.py\", line 137, in retrying\n"
        + $"{PythonType(error.Name)}: {Status(error)}{error.Message}\n";

    private static string Status(OdooError error) => error.Status switch
    {
        400 => "400 Bad Request: ",
        401 => "401 Unauthorized: ",
        404 => "404 Not Found: ",
        422 => "422 Unprocessable Entity: ",
        _ => "",
    };

    private static string PythonType(string name) => name.StartsWith("builtins.", StringComparison.Ordinal) ? name[9..] : name;
}
