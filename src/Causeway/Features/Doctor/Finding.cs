namespace Causeway.Features.Doctor;

internal enum Verdict { Ok, Warning, Wrong }

/// <summary>One thing that was looked at, and what to do about it.</summary>
internal sealed record Finding(Verdict Verdict, string Subject, string Words)
{
    public override string ToString() => $"{Verdict.ToString().ToLowerInvariant(),-8} {Subject,-11} {Words}";
}
