namespace Causeway.Sandbox.Automation;

/// <summary>One POST that an automation rule makes.</summary>
internal sealed record Notice(string Url, string Body);
