namespace Causeway.Platform.Observability;

/// <summary>One line an event, times in UTC.</summary>
internal static class ConsoleLogs
{
    public static void Add(ILoggingBuilder logs) => logs.AddFilter("Npgsql", LogLevel.Warning).AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
    });
}
