using System.Xml.Linq;
using Causeway.Platform.Access.Tokens;
using Causeway.Platform.Audit;
using Causeway.Platform.Settings;
using Dapper;
using Npgsql;

namespace Causeway.Platform.Access.Secrets;

/// <summary>
/// Wraps everything that the master key wraps with the next one. The next key is safe on the disk or in the settings before,
/// and the one before it until after: killed at any point, every process goes on with both, and a repetition ends it.
/// </summary>
internal sealed class MasterKeyRotation(CausewaySettings settings, NpgsqlDataSource database, AuditLog audit)
{
    /// <summary>How many keys were wrapped anew; 0 where all were under the key in force already.</summary>
    /// <exception cref="StartRefusedException">One of them cannot be unwrapped; nothing was changed.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_lock(@Lock)", new { MasterKeys.Lock }, cancellationToken: cancellationToken));
        try
        {
            var isOurOwn = MasterKeyFile.IsOurOwn(settings);
            var known = MasterKeyFile.Load(settings);
            var next = isOurOwn ? MasterKeyFile.PrepareNext(settings) : known[0];
            var changed = await RewrapAsync(connection, known, next, cancellationToken);
            if (isOurOwn)
                MasterKeyFile.AdoptNext(settings);
            return changed;
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@Lock)", new { MasterKeys.Lock });
        }
    }

    private async Task<int> RewrapAsync(NpgsqlConnection connection, IReadOnlyList<MasterKey> known, MasterKey next, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var changed = await RewrapRingAsync(connection, known, next, cancellationToken) + await RewrapSigningAsync(connection, known, next, cancellationToken);
        if (changed > 0)
            await audit.AppendAsync(connection, new AuditEntry(AuditAction.KeyRotate) { TargetType = "master_key", Detail = new Dictionary<string, object?> { ["keys"] = changed } }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changed;
    }

    private static async Task<int> RewrapRingAsync(NpgsqlConnection connection, IReadOnlyList<MasterKey> known, MasterKey next, CancellationToken cancellationToken)
    {
        var changed = new Dictionary<int, string>();
        foreach (var (id, xml) in await connection.QueryAsync<(int, string)>(new CommandDefinition("select id, xml from causeway.data_protection_key", cancellationToken: cancellationToken)))
        {
            var element = XElement.Parse(xml);
            if (WrappedKeys.Of(element).Any(wrapped => next.TryUnwrap(MasterKeyXmlEncryptor.Purpose, wrapped) is null))
                changed[id] = WrappedKeys.With(element, wrapped => Rewrap(MasterKeyXmlEncryptor.Purpose, wrapped, known, next)).ToString(SaveOptions.DisableFormatting);
        }

        return await connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.data_protection_key k
            set xml = new.xml
            from unnest(@ids, @values) as new (id, xml)
            where k.id = new.id
            """,
            new { ids = changed.Keys.ToArray(), values = changed.Values.ToArray() },
            cancellationToken: cancellationToken));
    }

    private static async Task<int> RewrapSigningAsync(NpgsqlConnection connection, IReadOnlyList<MasterKey> known, MasterKey next, CancellationToken cancellationToken)
    {
        var changed = new Dictionary<int, byte[]>();
        foreach (var (id, wrapped) in await connection.QueryAsync<(int, byte[])>(new CommandDefinition("select id, wrapped_key from causeway.signing_key", cancellationToken: cancellationToken)))
        {
            if (next.TryUnwrap(SigningKeys.Purpose, wrapped) is null)
                changed[id] = Rewrap(SigningKeys.Purpose, wrapped, known, next);
        }

        return await connection.ExecuteAsync(new CommandDefinition(
            """
            update causeway.signing_key k
            set wrapped_key = new.wrapped
            from unnest(@ids, @values) as new (id, wrapped)
            where k.id = new.id
            """,
            new { ids = changed.Keys.ToArray(), values = changed.Values.ToArray() },
            cancellationToken: cancellationToken));
    }

    private static byte[] Rewrap(string purpose, byte[] wrapped, IReadOnlyList<MasterKey> known, MasterKey next)
    {
        var secret = known.Append(next).Select(key => key.TryUnwrap(purpose, wrapped)).FirstOrDefault(found => found is not null)
            ?? throw new StartRefusedException(
                $"A {purpose} in this database was wrapped by a master key that is not known here, so nothing was changed. Give that key as MASTER_KEY_PREVIOUS or MASTER_KEY_PREVIOUS_FILE.");
        return next.Wrap(purpose, secret);
    }
}
