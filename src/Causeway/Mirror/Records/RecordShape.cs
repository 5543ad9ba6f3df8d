using System.Collections.Immutable;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Platform.Http;
using Npgsql;

namespace Causeway.Mirror.Records;

/// <summary>A field that a list can be sorted by: a column of the model, never null where <paramref name="Required"/>.</summary>
internal sealed record SortField(string Name, string Sql, string SqlType, bool Required = false)
{
    public static SortField Id { get; } = new("id", "r.id", "bigint", Required: true);

    public static SortField Of(MirrorModel model, string field, string? name = null) =>
        new(name ?? field, model.SortKey(model.Field(field)!), model.Field(field)!.SqlType);
}

/// <summary>What a record looks like to clients: its members, and what a list of it can be sorted by.</summary>
internal sealed class RecordShape
{
    private readonly int[] places;
    private readonly int id;

    public RecordShape(MirrorModel model, string name, string collection, IEnumerable<Member> members, IEnumerable<SortField> sorts)
    {
        Model = model;
        Name = name;
        Collection = collection;
        Members = [.. members, .. Member.Provenance(model.Name)];
        Sorts = [SortField.Id, .. sorts];
        Select = string.Join(",\n  ", Members.SelectMany(member => member.Select));
        places = new int[Members.Length];
        for (var i = 1; i < places.Length; i++)
            places[i] = places[i - 1] + Members[i - 1].Select.Count;
        id = Members.ToList().FindIndex(member => member.Name == "id");
    }

    public MirrorModel Model { get; }

    /// <summary>What one record is called in the OpenAPI document, such as <c>Lead</c>.</summary>
    public string Name { get; }

    /// <summary>The name under which a list holds its records, such as <c>leads</c>.</summary>
    public string Collection { get; }

    public ImmutableArray<Member> Members { get; }

    /// <summary>What records of some lists have besides, as a parameter asks for it.</summary>
    public ImmutableArray<Member> Sometimes { get; init; } = [];

    public ImmutableArray<SortField> Sorts { get; }

    /// <summary>The select list, over the row <c>r</c>.</summary>
    public string Select { get; }

    public SortField Sort(string name) => Sorts.First(sort => sort.Name == name);

    /// <summary>Writes one record. What tells of the moment goes to the writer's own notes, so that an ETag can leave it out.</summary>
    /// <param name="answer">Where to.</param>
    /// <param name="row">The row as selected.</param>
    /// <param name="first">The ordinal of the shape's first column.</param>
    /// <param name="connection">The connection that the row belongs to.</param>
    /// <param name="withETag">Whether the record carries its own ETag, so that a list can be written from.</param>
    public void Write(AnswerWriter answer, NpgsqlDataReader row, int first, OdooConnection connection, bool withETag = false)
    {
        var start = answer.Position;
        Begin(answer, row, first, connection);
        if (withETag)
            answer.Json.WriteString("etag"u8, answer.ETagOfObject(start, connection.Id));
        answer.Json.WriteEndObject();
    }

    /// <summary>Writes one record and leaves its object open for more.</summary>
    public void Begin(AnswerWriter answer, NpgsqlDataReader row, int first, OdooConnection connection)
    {
        var json = answer.Json;
        if (id >= 0)
            answer.Records.Add((Model.Name, row.GetInt64(first + places[id])));
        json.WriteStartObject();
        for (var i = 0; i < Members.Length; i++)
        {
            json.WritePropertyName(Members[i].Name);
            if (Members[i].IsOfTheMoment)
                answer.BeginMoment();
            Members[i].Write(json, row, first + places[i], connection);
            if (Members[i].IsOfTheMoment)
                answer.EndMoment();
        }
    }

    public IEnumerable<string> CsvColumns => Members.SelectMany(member => member.Columns);

    public IEnumerable<string?> CsvCells(NpgsqlDataReader row, OdooConnection connection) =>
        Members.SelectMany((member, i) => Enumerable.Range(0, member.Columns.Count).Select(index => member.Text(row, places[i], index, connection)));
}
