using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Sync;
using Causeway.Odoo;
using Npgsql;
using NpgsqlTypes;

namespace Causeway.Mirror.Proof;

/// <summary>One model of one connection as a proof looks at it: which records count, in Odoo and here.</summary>
internal sealed record ProvedModel(NpgsqlDataSource Database, OdooClient Odoo, OdooConnection Connection, ModelPlan Plan, TimeProvider Time)
{
    /// <summary>What counts here: every present row that is neither held nor in quarantine.</summary>
    public const string Counted = """
        connection_id = @connection
        and state = 'present'
        and not exists (select from unnest(@excluded) excluded(id) where excluded.id = r.id)
        """;

    public string Name => Plan.Model.Name;

    public string Table => Plan.Model.Table;

    public OdooContext Context { get; } = MirrorContext.For(Connection);

    /// <summary>Left out on both sides: Odoo cannot read them.</summary>
    public long[] Quarantined { get; init; } = [];

    /// <summary>Removals that wait for an administrator: left out here, so that they are noticed when Odoo shows them again.</summary>
    public long[] Held { get; init; } = [];

    public OdooDomain Readable => Quarantined.Length == 0 ? OdooDomain.All : OdooDomain.Where("id", "not in", Quarantined);

    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = Command($"select count(*) from {Table} r where {Counted}");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<long> LargestIdAsync(CancellationToken cancellationToken)
    {
        await using var command = Command($"select coalesce(max(id), 0) from {Table} r where {Counted}");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The ids that count.</summary>
    public async Task<long[]> IdsAsync(CancellationToken cancellationToken)
    {
        await using var command = Command($"select coalesce(array_agg(id), '{"{}"}') from {Table} r where {Counted}");
        return (long[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>A statement with the parameters of <see cref="Counted"/>.</summary>
    public NpgsqlCommand Command(string sql)
    {
        var command = Database.CreateCommand(sql);
        command.Parameters.AddWithValue("connection", Connection.Id);
        command.Parameters.Add(new NpgsqlParameter("excluded", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = Quarantined.Concat(Held).ToArray() });
        return command;
    }
}
