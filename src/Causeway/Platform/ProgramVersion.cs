using System.Reflection;

namespace Causeway.Platform;

/// <summary>The version of this program, as people read it.</summary>
internal static class ProgramVersion
{
    /// <summary>Without the commit that the SDK appends after a plus sign.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
