using System.Text.Json.Serialization;

namespace Causeway.Platform.Access;

/// <summary>What a user may do (contract, section 2). Ordered: each role may do what those before it may.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Role>))]
internal enum Role
{
    [JsonStringEnumMemberName("member")]
    Member,

    [JsonStringEnumMemberName("manager")]
    Manager,

    [JsonStringEnumMemberName("admin")]
    Admin,
}
