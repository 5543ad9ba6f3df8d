using System.Text.Json;
using Causeway.Odoo;

namespace Causeway.Mirror.Connections;

/// <summary>The transports as the API and the database write them: <c>xml_rpc</c>, <c>json_rpc</c>, <c>json2</c>.</summary>
internal static class TransportNames
{
    public static string? Of(OdooTransport? transport) => transport is { } known ? JsonNamingPolicy.SnakeCaseLower.ConvertName(known.ToString()) : null;

    public static OdooTransport? Parse(string? name) =>
        name is null ? null : Enum.GetValues<OdooTransport>().Single(transport => Of(transport) == name);
}
