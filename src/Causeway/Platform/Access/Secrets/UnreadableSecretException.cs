namespace Causeway.Platform.Access.Secrets;

/// <summary>What is stored was encrypted by keys that are not ours now: an operator has to act.</summary>
internal sealed class UnreadableSecretException(string purpose, Exception? cause = null) : Exception(
    $"What is stored as \"{purpose}\" cannot be decrypted: the master key, or the key ring in the database, is not the one that it was stored under. "
    + "Restore both, or enter the secret again; `causeway doctor` lists all that cannot be read.",
    cause);
