using Npgsql;

namespace Causeway.Platform.Database;

/// <summary>What a failure of our own database means to whoever reads of it, and what to do.</summary>
internal static class DatabaseFailure
{
    /// <summary>Null where the failure is not the database's.</summary>
    public static string? WordsFor(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.InsufficientResources } full =>
            $"Our database has no space left ({full.SqlState}). Make room on its disk; the next run goes on from here.",
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } stopped =>
            $"Our database was stopped or restarted ({stopped.SqlState}). The next run goes on from here.",
        PostgresException other => $"Our database refused: {other.MessageText} ({other.SqlState}).",
        NpgsqlException => "The connection to our database broke. The next run goes on from here.",
        AggregateException many => many.InnerExceptions.Select(WordsFor).FirstOrDefault(words => words is not null),
        _ => null,
    };
}
