using System.Runtime.ExceptionServices;
using Causeway.Odoo;

namespace Causeway.Mirror.Sync.Unreadable;

/// <summary>Tells a field that fails for every record from a record that cannot be read, by some twenty small calls.</summary>
internal sealed class BrokenFields(ModelReader reader, Quarantine quarantine)
{
    private const int Others = 3;

    /// <summary>One field is broken as a rule; after as many looks as this, records are just records.</summary>
    private const int MostLooks = 5;

    private readonly HashSet<string> sound = [];
    private int looks;

    /// <summary>
    /// The field because of which <paramref name="id"/> cannot be read, if others cannot be read because of it either;
    /// null where the record alone is at fault. Throws <paramref name="fault"/> where no record of the model can be read.
    /// </summary>
    public async Task<string?> FindAsync(long id, OdooException fault, CancellationToken cancellationToken)
    {
        if (++looks > MostLooks)
            return null;
        var others = await reader.SearchAsync(quarantine.Outside(OdooDomain.Where("id", "!=", id)), Others, cancellationToken, order: "id desc");
        var stamps = reader.Plan.Fields.Where(field => field.Stored && field.Name is "create_date" or "write_date").ToArray();
        if (stamps.Length > 0 && !await reader.CanReadAsync(id, stamps, cancellationToken))
        {
            if (others.Length > 0 && await FailForAllAsync(others, stamps, cancellationToken))
                ExceptionDispatchInfo.Throw(fault);
            return null;
        }

        return await FailingFieldAsync(id, cancellationToken) is { } field && others.Length > 0 && await FailForAllAsync(others, [field], cancellationToken)
            ? field.Name
            : null;
    }

    /// <summary>A field that cannot be read of this record even by itself; null where it is no single one.</summary>
    private async Task<OdooField?> FailingFieldAsync(long id, CancellationToken cancellationToken)
    {
        var suspects = reader.Plan.Fields.Where(field => !sound.Contains(field.Name)).ToArray();
        while (suspects.Length > 1)
        {
            var half = suspects[..(suspects.Length / 2)];
            suspects = await reader.CanReadAsync(id, half, cancellationToken) ? suspects[half.Length..] : half;
        }

        return suspects.Length == 1 && !await reader.CanReadAsync(id, suspects, cancellationToken) ? suspects[0] : null;
    }

    private async Task<bool> FailForAllAsync(long[] ids, OdooField[] fields, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            if (!await reader.CanReadAsync(id, fields, cancellationToken))
                continue;
            sound.UnionWith(fields.Select(field => field.Name));
            return false;
        }

        return true;
    }
}
