using System.Text.Json.Serialization;

namespace Causeway.Platform.Access;

/// <summary>Who vouches for a user's identity.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuthProvider>))]
internal enum AuthProvider
{
    [JsonStringEnumMemberName("local")]
    Local,

    [JsonStringEnumMemberName("odoo")]
    Odoo,

    [JsonStringEnumMemberName("microsoft")]
    Microsoft,
}
