using System.Security.Cryptography;
using Causeway.Platform.Settings;

namespace Causeway.Platform.Access.Secrets;

/// <summary>
/// The master key in force, and during a rotation the other one. Read anew each time, which is seldom: a file that is
/// replaced under a running process is taken up without a restart.
/// </summary>
internal sealed class MasterKeys(CausewaySettings settings)
{
    /// <summary>
    /// The advisory lock under which wrapped keys are stored or wrapped anew, so that none is stored under a key that is being
    /// given up.
    /// </summary>
    public const long Lock = 0x0C0A_5E1E_5EC2;

    /// <summary>The one that wraps.</summary>
    public MasterKey Current => MasterKeyFile.Load(settings)[0];

    public byte[] Wrap(string purpose, ReadOnlySpan<byte> secret) => Current.Wrap(purpose, secret);

    /// <exception cref="CryptographicException">No key of ours wrapped it.</exception>
    public byte[] Unwrap(string purpose, ReadOnlySpan<byte> wrapped)
    {
        foreach (var key in MasterKeyFile.Load(settings))
        {
            if (key.TryUnwrap(purpose, wrapped) is { } secret)
                return secret;
        }

        throw new CryptographicException($"The stored {purpose} was wrapped by another master key.");
    }

    public override string ToString() => "master keys";
}
