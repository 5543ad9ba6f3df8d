using System.Data;
using Dapper;

namespace Causeway.Platform.Database;

/// <summary>Npgsql answers a <c>timestamptz</c> as a UTC <see cref="DateTime"/> and takes no offset but zero.</summary>
internal sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
{
    public override DateTimeOffset Parse(object value) =>
        value is DateTimeOffset instant ? instant : new DateTimeOffset(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc));

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.UtcDateTime;
}
