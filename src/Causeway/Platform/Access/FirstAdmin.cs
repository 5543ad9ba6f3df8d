using System.Security.Cryptography;
using Causeway.Platform.Access.Passwords;
using Causeway.Platform.Access.Secrets;
using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Platform.Access;

/// <summary>
/// Makes the user <c>admin</c> in a database without users. A generated password goes to a terminal, or where there is
/// none to a file; never to the log, which others read and keep.
/// </summary>
internal sealed partial class FirstAdmin(
    NpgsqlDataSource database, UserTable users, PasswordHashes hashes, CausewaySettings settings, ILogger<FirstAdmin> logger)
{
    public const string Username = "admin";
    public const string PasswordFileName = "admin-password";

    private const string Readable = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int GeneratedLength = 20;

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (await HasUsersAsync(cancellationToken))
            return;
        var generated = settings.AdminPassword is null ? RandomNumberGenerator.GetString(Readable, GeneratedLength) : null;
        if (await TryAddAsync(settings.AdminPassword ?? generated!, generated is not null, cancellationToken) && generated is not null)
            HandOver(generated);
    }

    private async Task<bool> HasUsersAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from causeway.app_user)", cancellationToken: cancellationToken));
    }

    /// <summary>False when another process that started beside us was first.</summary>
    private async Task<bool> TryAddAsync(string password, bool mustChange, CancellationToken cancellationToken) =>
        await users.TryAddLocalAsync(
            new NewLocalUser
            {
                Username = Username,
                FullName = "Administrator",
                Role = Role.Admin,
                ApprovalStatus = ApprovalStatus.Approved,
                PasswordHash = hashes.Hash(password),
                MustChangePassword = mustChange,
            },
            cancellationToken) is not null;

    private void HandOver(string password)
    {
        if (!Console.IsOutputRedirected)
        {
            Console.WriteLine($"Sign in as {Username} with the password {password} and change it. It is shown only this once.");
            return;
        }

        var path = Path.Combine(settings.DataDir, PasswordFileName);
        Directory.CreateDirectory(settings.DataDir);
        File.Delete(path);
        PrivateFile.Write(path, password);
        Log.PasswordLeft(logger, Username, path);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The password of the first user, {Username}, is in {Path}. Sign in, change it and delete the file")]
        public static partial void PasswordLeft(ILogger logger, string username, string path);
    }
}
