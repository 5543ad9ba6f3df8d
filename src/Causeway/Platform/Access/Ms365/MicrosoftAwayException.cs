namespace Causeway.Platform.Access.Ms365;

/// <summary>Microsoft cannot be asked, or answers what cannot be used; nobody who signs in can do anything about it.</summary>
/// <param name="message">For whoever signs in: what it is and who can mend it.</param>
/// <param name="cause">What happened.</param>
internal sealed class MicrosoftAwayException(string message, Exception? cause = null) : Exception(message, cause);
