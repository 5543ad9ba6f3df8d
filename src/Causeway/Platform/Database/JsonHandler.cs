using System.Data;
using System.Text.Json;
using Dapper;

namespace Causeway.Platform.Database;

/// <summary>Npgsql answers <c>jsonb</c> as text.</summary>
internal sealed class JsonHandler : SqlMapper.TypeHandler<JsonElement>
{
    public override JsonElement Parse(object value)
    {
        using var document = JsonDocument.Parse((string)value);
        return document.RootElement.Clone();
    }

    public override void SetValue(IDbDataParameter parameter, JsonElement value) => parameter.Value = value.GetRawText();
}
