namespace Causeway.Sandbox.Wire;

/// <summary>An error as Odoo names it; each transport has its own way of saying it.</summary>
internal sealed class OdooError(string name, string message, ErrorKind kind) : Exception(message)
{
    /// <summary>The qualified Python name, such as <c>odoo.exceptions.AccessError</c>.</summary>
    public string Name => name;

    public ErrorKind Kind => kind;

    /// <summary>The HTTP status that errors of the web framework carry as a second argument.</summary>
    public int? Status => name.StartsWith("werkzeug.", StringComparison.Ordinal) ? kind.HttpStatus() : null;

    public static OdooError Access(string message) => new("odoo.exceptions.AccessError", message, ErrorKind.Access);

    public static OdooError Denied() => new("odoo.exceptions.AccessDenied", "Access Denied", ErrorKind.Denied);

    public static OdooError User(string message) => new("odoo.exceptions.UserError", message, ErrorKind.Refused);

    public static OdooError Validation(string message) => new("odoo.exceptions.ValidationError", message, ErrorKind.Refused);

    public static OdooError Missing(string model, IEnumerable<int> ids, int user)
    {
        var list = string.Join(", ", ids);
        var tuple = list.Contains(',') ? list : list + ",";
        return new("odoo.exceptions.MissingError", $"Record does not exist or has been deleted.\n(Record: {model}({tuple}), User: {user})", ErrorKind.Missing);
    }

    public static OdooError Value(string message) => new("builtins.ValueError", message, ErrorKind.Unexpected);

    public static OdooError Type(string message) => new("builtins.TypeError", message, ErrorKind.WrongCall);

    public static OdooError Attribute(string message) => new("builtins.AttributeError", message, ErrorKind.UnknownName);

    public static OdooError Key(string key) => new("builtins.KeyError", $"'{key}'", ErrorKind.Unexpected);

    public static OdooError OutOfRange() => new("psycopg2.errors.NumericValueOutOfRange", "integer out of range\n", ErrorKind.Unexpected);

    public static OdooError NegativeOffset() => new("psycopg2.errors.InvalidRowCountInResultOffsetClause", "OFFSET must not be negative\n", ErrorKind.Unexpected);

    public static OdooError NegativeLimit() => new("psycopg2.errors.InvalidRowCountInLimitClause", "LIMIT must not be negative\n", ErrorKind.Unexpected);

    public static OdooError SerializationFailure() => new("psycopg2.errors.SerializationFailure", "could not serialize access due to concurrent update\n", ErrorKind.Unexpected);

    public static OdooError UnknownDatabase(string name) => new("psycopg2.OperationalError",
        $"connection to server at \"127.0.0.1\", port 5432 failed: FATAL:  database \"{name}\" does not exist\n", ErrorKind.Unexpected);
}

internal enum ErrorKind
{
    Unexpected,
    Access,
    Denied,
    Missing,
    Refused,
    WrongCall,
    UnknownName,
    Unauthorized,
    NotFound,
    BadRequest,
}

internal static class ErrorKinds
{
    /// <summary>What JSON-2 answers; most of its 500s are a caller's mistake.</summary>
    public static int HttpStatus(this ErrorKind kind) => kind switch
    {
        ErrorKind.Access => 403,
        ErrorKind.Denied or ErrorKind.Unauthorized => 401,
        ErrorKind.Missing or ErrorKind.NotFound or ErrorKind.UnknownName => 404,
        ErrorKind.Refused or ErrorKind.WrongCall => 422,
        ErrorKind.BadRequest => 400,
        _ => 500,
    };
}
