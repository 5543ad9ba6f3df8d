namespace Causeway.Sandbox.Access;

/// <summary>What may be done with the records of a model.</summary>
internal enum Right
{
    Read,
    Write,
    Create,
    Unlink,
}

internal static class Rights
{
    public static string Word(this Right right) => right switch
    {
        Right.Read => "read",
        Right.Write => "write",
        Right.Create => "create",
        _ => "unlink",
    };

    /// <summary>The verb of Odoo's "You are not allowed to ..." message.</summary>
    public static string Verb(this Right right) => right switch
    {
        Right.Read => "access",
        Right.Write => "modify",
        Right.Create => "create",
        _ => "delete",
    };

    public static Right? Parse(string? word) => word switch
    {
        "read" => Right.Read,
        "write" => Right.Write,
        "create" => Right.Create,
        "unlink" => Right.Unlink,
        _ => null,
    };
}
