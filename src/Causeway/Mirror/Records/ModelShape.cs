using System.Collections.Concurrent;
using Causeway.Mirror.Catalog;

namespace Causeway.Mirror.Records;

/// <summary>A record of any mirrored model under Odoo's own names: every declared field, a reference with its name.</summary>
internal static class ModelShape
{
    private static readonly ConcurrentDictionary<MirrorModel, RecordShape> Shapes = new();

    public static RecordShape Of(MirrorModel model) => Shapes.GetOrAdd(model, Make);

    private static RecordShape Make(MirrorModel model)
    {
        Member[] members =
        [
            Member.Value("id", "r.id", MirrorType.Integer),
            .. model.Fields.Select(field => field.Type == MirrorType.Reference ? Member.Reference(model, field.Name, field.Name) : Member.Field(model, field.Name)),
            Member.Value("create_date", "r.create_date", MirrorType.Instant),
            Member.Value("write_date", "r.write_date", MirrorType.Instant),
            Member.Custom,
        ];
        return new RecordShape(model, model.Name, "records", members, []);
    }
}
