using Dapper;
using Npgsql;

namespace Causeway.Platform.Database;

/// <summary>The one way to a data source, so that every connection has the same mapping.</summary>
internal static class DataSources
{
    private static readonly bool Mapped = Map();

    public static NpgsqlDataSource Create(string connectionString, ILoggerFactory? logs = null)
    {
        _ = Mapped;
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UseLoggerFactory(logs);
        return builder.Build();
    }

    /// <summary>snake_case columns fill PascalCase members; an instant is a DateTimeOffset in UTC everywhere.</summary>
    private static bool Map()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        // Dapper asks its own map before a handler.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new JsonHandler());
        return true;
    }
}
