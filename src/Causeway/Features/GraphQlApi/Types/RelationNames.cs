using Causeway.Features.GraphQlApi.Nouns;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records.Any;

namespace Causeway.Features.GraphQlApi.Types;

/// <summary>What the record behind a field is called: <c>stage</c> of <c>stage_id</c>, <c>tags</c> of <c>tag_ids</c>.</summary>
internal static class RelationNames
{
    /// <summary>Null where the noun has something of that name already.</summary>
    public static string? Of(Noun noun, RecordField field)
    {
        var name = (noun.Model.Name, field.Name) switch
        {
            ("res.partner", "category_id") => "tags",
            ("mail.activity", "res_id") => null,
            _ => Stem(field),
        };
        return name is null || IsTaken(noun, name) ? null : name;
    }

    private static string? Stem(RecordField field)
    {
        var name = field.Name;
        return field.Type == MirrorType.References
            ? name.EndsWith("_ids", StringComparison.Ordinal) ? $"{name[..^4]}s" : null
            : name.EndsWith("_id", StringComparison.Ordinal) ? name[..^3] : name.EndsWith("_uid", StringComparison.Ordinal) ? $"{name[..^4]}_user" : null;
    }

    private static bool IsTaken(Noun noun, string name) =>
        noun.Model.Field(name) is not null
        || noun.Derived.Any(derived => derived.Name == name)
        || noun.Owners.Any(owner => owner.Name == name)
        || noun.Members.Any(members => members.Name == name);
}
