using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Causeway.Odoo.Wire;

/// <summary>What Odoo's own errors mean, from what servers 14 to 19 send on the three transports.</summary>
internal static class OdooFaults
{
    // "(Record: crm.lead(9,), User: 2)" ends the message in every language.
    private static readonly Regex MissingRecord = Pattern(@"^Record does not exist or has been deleted|\(\w+: [\w.]+\([\d, ]*\), \w+: \d+\)\s*$");
    private static readonly Regex UnknownModel = Pattern(@"^Object \S+ doesn't exist|^the model '\S+' does not exist|^'?[a-z_0-9]+(\.[a-z_0-9]+)+'?$|^404");
    private static readonly Regex UnknownMethod = Pattern("^The method '|^type object '");
    private static readonly Regex WrongArguments = Pattern("unexpected keyword argument|missing [0-9]+ required|positional arguments?|multiple values for");
    private static readonly Regex NoDatabase = Pattern("database \"[^\"]*\" does not exist");

    /// <summary>The <c>error</c> of a JSON-RPC envelope: {code, message, data: {name, message, ...}}.</summary>
    public static OdooException FromJsonRpc(object error)
    {
        var members = error as Dictionary<string, object?> ?? [];
        return members.GetValueOrDefault("data") is Dictionary<string, object?> data && data.GetValueOrDefault("name") is string
            ? FromNamed(data)
            : Create(OdooErrorKind.Refused, null, Text(members, "message"));
    }

    /// <summary>{name, message, arguments, context, debug}: the data of JSON-RPC, the whole body of JSON-2.</summary>
    public static OdooException FromNamed(Dictionary<string, object?> error) =>
        FromName(Text(error, "name"), Text(error, "message"));

    /// <summary>A fault of XML-RPC, whose code is a number on /xmlrpc/2 and a text on /xmlrpc.</summary>
    public static OdooException FromXmlRpc(object? code, string text) => code switch
    {
        3L or "AccessDenied" => FromName("odoo.exceptions.AccessDenied", text),
        4L or "AccessError" => FromName("odoo.exceptions.AccessError", text),
        2L => FromName(MissingRecord.IsMatch(text) ? "odoo.exceptions.MissingError" : "odoo.exceptions.UserError", text),
        string old when old.StartsWith("warning -- ", StringComparison.Ordinal) => FromWarning(old["warning -- ".Length..]),
        _ => FromTraceback(text),
    };

    /// <summary>The answer to a method that returns nothing: its work is done and committed before the answer fails.</summary>
    public static bool IsNothing(string faultText) =>
        faultText.AsSpan().TrimEnd().EndsWith("TypeError: cannot marshal None unless allow_none is enabled", StringComparison.Ordinal);

    private static OdooException FromWarning(string text)
    {
        var parts = text.Split("\n\n", 2);
        return FromName($"odoo.exceptions.{parts[0].Trim()}", parts.Length > 1 ? parts[1] : "");
    }

    /// <summary>Python prints frames, indented, and then "name: message" at the margin; the message may have more lines.</summary>
    private static OdooException FromTraceback(string text)
    {
        var line = Math.Max(0, text.LastIndexOf("\n  File \"", StringComparison.Ordinal) + 1);
        while (line < text.Length && text[line] == ' ')
            line = text.IndexOf('\n', line) is >= 0 and var end ? end + 1 : text.Length;
        var last = text[line..];
        return last.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && !last.AsSpan(0, colon).ContainsAny(" \n")
            ? FromName(last[..colon], last[(colon + 2)..])
            : Create(OdooErrorKind.Refused, null, last);
    }

    private static OdooException FromName(string name, string message)
    {
        var kind = KindOf(name[(name.LastIndexOf('.') + 1)..], message);
        return name.StartsWith("psycopg2", StringComparison.Ordinal) && kind == OdooErrorKind.Unreachable
            ? Create(kind, name, message, OdooObstacle.Database)
            : Create(kind, name, message);
    }

    private static OdooErrorKind KindOf(string name, string message) => name switch
    {
        _ when message.Contains("could not serialize access", StringComparison.Ordinal) => OdooErrorKind.ConcurrentUpdate,
        "SerializationFailure" or "DeadlockDetected" or "LockNotAvailable" => OdooErrorKind.ConcurrentUpdate,
        "AccessDenied" or "Unauthorized" or "SessionExpiredException" => OdooErrorKind.BadCredentials,
        "AccessError" or "Forbidden" => message == "Database not found." ? OdooErrorKind.NoDatabase : OdooErrorKind.NoAccess,
        "MissingError" => OdooErrorKind.MissingRecord,
        "UserError" or "NotFound" or "KeyError" when UnknownModel.IsMatch(message) => OdooErrorKind.UnknownModel,
        "ValueError" or "KeyError" when message.StartsWith("Invalid field ", StringComparison.Ordinal) => OdooErrorKind.UnknownField,
        "OperationalError" or "InterfaceError" or "PoolError" => NoDatabase.IsMatch(message) ? OdooErrorKind.NoDatabase : OdooErrorKind.Unreachable,
        "TooManyRequests" => OdooErrorKind.RateLimited,
        "AttributeError" when UnknownMethod.IsMatch(message) => OdooErrorKind.BadCall,
        "TypeError" when WrongArguments.IsMatch(message) => OdooErrorKind.BadCall,
        "UnprocessableEntity" or "BadRequest" or "NotFound" or "MethodNotAllowed" or "UnsupportedMediaType" => OdooErrorKind.BadCall,
        "ExpatError" or "JSONDecodeError" => OdooErrorKind.BadCall,
        _ => OdooErrorKind.Refused,
    };

    private static OdooException Create(OdooErrorKind kind, string? name, string text, OdooObstacle obstacle = OdooObstacle.None)
    {
        var words = text.Trim();
        var line = FirstUsefulLine(words);
        return new OdooException(kind, line.Length > 0 ? line : $"Odoo answered with {name ?? "an error"} and no message.")
        {
            OdooText = words,
            OdooExceptionName = name,
            Obstacle = obstacle,
            IsTransient = kind is OdooErrorKind.ConcurrentUpdate or OdooErrorKind.Unreachable or OdooErrorKind.RateLimited,
        };
    }

    /// <summary>
    /// The first line, unless it only leads up to the next one ("The operation cannot be completed:") or is the
    /// pleasantry that 17 and later open a record rule's refusal with.
    /// </summary>
    private static string FirstUsefulLine(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length < 2)
            return lines.FirstOrDefault("");
        if (lines[0].StartsWith("Uh-oh!", StringComparison.Ordinal))
            lines = lines[1..];
        return lines.Length > 1 && lines[0].EndsWith(':') ? $"{lines[0]} {lines[1].TrimStart('-', ' ')}" : lines[0];
    }

    private static string Text(Dictionary<string, object?> members, string key) => members.GetValueOrDefault(key) as string ?? "";

    /// <summary>The messages are long, and not ours: no pattern may go back over them.</summary>
    private static Regex Pattern([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
}
