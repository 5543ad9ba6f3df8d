using Dapper;
using Npgsql;

namespace Causeway.Platform.Database;

/// <summary>The one way to a data source, so that every connection has the same mapping.</summary>
internal static class DataSources
{
    public static NpgsqlDataSource Create(string connectionString, ILoggerFactory? logs = null)
    {
        // snake_case columns fill PascalCase members; an instant is a DateTimeOffset in UTC everywhere.
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new InstantHandler());
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UseLoggerFactory(logs);
        return builder.Build();
    }
}
