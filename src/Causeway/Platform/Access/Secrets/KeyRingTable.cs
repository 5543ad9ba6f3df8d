using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Causeway.Platform.Access.Secrets;

/// <summary>The data-protection ring in the database, so that every process over it reads what another wrote.</summary>
internal sealed class KeyRingTable(NpgsqlDataSource database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.OpenConnection();
        return connection.Query<string>(
            """
            select xml
            from causeway.data_protection_key
            order by id
            """).Select(XElement.Parse).ToArray();
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.OpenConnection();
        connection.Execute(
            """
            insert into causeway.data_protection_key (friendly_name, xml)
            values (@friendlyName, @xml)
            """,
            new { friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) });
    }
}
