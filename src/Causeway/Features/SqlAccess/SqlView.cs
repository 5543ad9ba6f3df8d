using System.Security.Cryptography;
using System.Text;
using Causeway.Platform.Database;

namespace Causeway.Features.SqlAccess;

/// <summary>A view for people with SQL. docs/schema.md is the contract; here is what keeps it.</summary>
/// <param name="Name">With its schema.</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="Columns">Over the rows of <paramref name="Rows"/>.</param>
/// <param name="Rows">Everything from <c>from</c> on.</param>
internal sealed record SqlView(string Name, string Meaning, IReadOnlyList<SqlColumn> Columns, string Rows)
{
    /// <summary>
    /// Records of shared connections alone: a private one is its owner's. Every view has this in it, since a view reads with
    /// the rights of who made it.
    /// </summary>
    public static string Shared(string row) =>
        $"{row}.connection_id in (select c.id from causeway.connection c where c.owner_id is null and c.deleted_at is null)";

    public string Query =>
        $"select {string.Join(",\n  ", Columns.Select(column => $"{column.Expression} as {Sql.Name(column.Name)}"))}\n{Rows}";

    /// <summary>A barrier: a function of the reader's own, or an error, must not tell of rows that the view leaves out.</summary>
    public string Create => $"create view {Name} with (security_barrier) as\n{Query}";

    /// <summary>Stands in the database beside the view: a start leaves alone what is as it should be.</summary>
    public string Comment => $"{Meaning} [{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Create)).AsSpan(0, 8))}]";
}
