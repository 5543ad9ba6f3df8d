namespace Causeway.Platform.Audit;

/// <summary>Everything that the audit log tells of.</summary>
internal static class AuditAction
{
    public const string SignIn = "sign_in";
    public const string SignOut = "sign_out";

    /// <summary>A refresh token came twice, which ended its family: one of the two who sent it had stolen it.</summary>
    public const string TokenReuse = "token.reuse";

    public const string Register = "user.register";

    /// <summary>Role, approval or activity of a user.</summary>
    public const string UserChange = "user.change";

    /// <summary>Somebody's own name or email.</summary>
    public const string ProfileChange = "user.profile";

    /// <summary>Which Odoo user an account is, or is not.</summary>
    public const string OdooLink = "user.odoo_link";

    public const string PasswordChange = "password.change";
    public const string ApiTokenCreate = "api_token.create";
    public const string ApiTokenRevoke = "api_token.revoke";

    /// <summary>The secret address of somebody's calendar feed: made, revoked.</summary>
    public const string CalendarToken = "calendar_token.change";

    /// <summary>The master key, or the key that signs access tokens.</summary>
    public const string KeyRotate = "key.rotate";

    /// <summary>Where an Odoo is, or with which credentials it is reached.</summary>
    public const string ConnectionChange = "connection.change";

    /// <summary>Somebody's own Odoo credentials: saved, deleted.</summary>
    public const string OdooCredentials = "odoo_credentials.change";

    /// <summary>Whom we ask who somebody is, when they sign in with Microsoft.</summary>
    public const string IntegrationChange = "integration.change";

    /// <summary>A new secret of webhooks, by which Odoo tells us what changed.</summary>
    public const string WebhookKey = "webhook.key";

    /// <summary>Which of Odoo's databases is the right one.</summary>
    public const string DatabaseDecision = "connection.database";

    /// <summary>Held deletions that an administrator confirmed or rejected.</summary>
    public const string HoldDecision = "hold.decide";

    /// <summary>A call of one of Odoo's writing methods.</summary>
    public const string OdooWrite = "odoo.write";

    /// <summary>A call of one of Odoo's reading methods, by somebody's own choice of model and method; or one that was refused.</summary>
    public const string OdooCall = "odoo.call";

    /// <summary>Which of Odoo's writing methods may be called so.</summary>
    public const string PassThroughChange = "pass_through.change";

    /// <summary>A record that Odoo deleted, removed here for good.</summary>
    public const string RecordPurge = "record.purge";

    /// <summary>A task that was made, changed or deleted.</summary>
    public const string TaskChange = "task.change";

    /// <summary>Somebody who reads the database with SQL was let in, or shut out.</summary>
    public const string SqlReader = "sql_reader.change";

    /// <summary>A list as a file, all pages.</summary>
    public const string Export = "export";

    public static IReadOnlyList<string> All { get; } =
    [
        SignIn, SignOut, TokenReuse, Register, UserChange, ProfileChange, OdooLink, PasswordChange,
        ApiTokenCreate, ApiTokenRevoke, CalendarToken, KeyRotate, ConnectionChange, OdooCredentials, IntegrationChange, WebhookKey, DatabaseDecision, HoldDecision,
        OdooWrite, OdooCall, PassThroughChange, RecordPurge, TaskChange, SqlReader, Export,
    ];
}
