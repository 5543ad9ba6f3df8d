using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Platform.Database;

/// <summary>What a failure of PostgreSQL means to an HTTP client.</summary>
internal sealed class PostgresProblems : IExceptionTranslator
{
    /// <summary>SQLSTATE class 22, data exception: the value of a forged cursor, a number beyond its column.</summary>
    private const string DataException = "22";

    public Problem? Translate(Exception exception) => exception switch
    {
        PostgresException failure when failure.SqlState.StartsWith(DataException, StringComparison.Ordinal) =>
            Problems.Invalid("A value in the request is not one that its field can hold."),
        NpgsqlException { IsTransient: true } =>
            Problems.Of(503, "Service Unavailable", "The database cannot be reached just now. Try again in a moment.") with { RetryAfter = TimeSpan.FromSeconds(5) },
        _ => null,
    };
}
