namespace Causeway.Platform;

/// <summary>
/// The program cannot start, for a reason that the operator can mend. The message names the thing and the fix;
/// it is printed as it is, without a stack trace.
/// </summary>
internal sealed class StartRefusedException : Exception
{
    public StartRefusedException(string message) : base(message)
    {
    }

    public StartRefusedException(string message, Exception cause) : base(message, cause)
    {
    }
}
