using System.Text.Json.Serialization;

namespace Causeway.Platform.Access;

[JsonConverter(typeof(JsonStringEnumConverter<ApprovalStatus>))]
internal enum ApprovalStatus
{
    [JsonStringEnumMemberName("pending")]
    Pending,

    [JsonStringEnumMemberName("approved")]
    Approved,

    [JsonStringEnumMemberName("rejected")]
    Rejected,
}
