using System.Security.Cryptography;
using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Causeway.Platform.Access.Secrets;

/// <summary>The data-protection ring in the database, so that every process over it reads what another wrote.</summary>
internal sealed class KeyRingTable(NpgsqlDataSource database, MasterKeys master) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.OpenConnection();
        return Elements(connection);
    }

    /// <summary>
    /// Not where the master key has been rotated since the element was wrapped, or this process does not know of it: nothing
    /// would unwrap the element again.
    /// </summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.OpenConnection();
        using var transaction = connection.BeginTransaction();
        connection.Execute("select pg_advisory_xact_lock(@Lock)", new { MasterKeys.Lock });
        var current = master.Current;
        if (WrappedKeys.Of(element).Any(wrapped => current.TryUnwrap(MasterKeyXmlEncryptor.Purpose, wrapped) is null))
            throw new CryptographicException("The master key was rotated while a key was made for the ring; it is made anew when it is needed next.");
        foreach (var wrapped in Elements(connection).SelectMany(WrappedKeys.Of))
            master.Unwrap(MasterKeyXmlEncryptor.Purpose, wrapped);
        connection.Execute(
            """
            insert into causeway.data_protection_key (friendly_name, xml)
            values (@friendlyName, @xml)
            """,
            new { friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) });
        transaction.Commit();
    }

    private static XElement[] Elements(NpgsqlConnection connection) =>
        [.. connection.Query<string>(
            """
            select xml
            from causeway.data_protection_key
            order by id
            """).Select(XElement.Parse)];
}
