using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>Puts given values into a row: columns first, then what is kept in other rows.</summary>
internal static class Assignment
{
    /// <summary>What Odoo stamps itself: given values are ignored without a word.</summary>
    private static readonly HashSet<string> Stamped = new(StringComparer.Ordinal) { "id", "create_date", "create_uid", "write_date", "write_uid" };

    public static void CheckNames(Env env, Model model, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!model.TryGet(name, out var field))
            {
                throw OdooError.Value(env.Version >= 19 ? $"Invalid field '{name}' in '{model.Name}'" : $"Invalid field '{name}' on model '{model.Name}'");
            }

            if (!env.IsSuperuser && !model.Behaviour.MaySee(env, field))
            {
                throw FieldRights.Refusal(env, model, field, Right.Write);
            }
        }
    }

    public static void Columns(Env env, Row row, Values values)
    {
        foreach (var (name, value) in values)
        {
            var field = row.Model[name];
            if (field.HasColumn && !field.IsX2many && !Stamped.Contains(name))
            {
                row.Set(field, Layered(env, row, field, Conversion.ToStored(row.Model, field, value)));
            }
        }
    }

    /// <summary>The values that other rows hold: links, lines, and the fields of a partner or template behind.</summary>
    public static void Relations(Env env, Row row, Values values)
    {
        foreach (var (name, value) in values)
        {
            var field = row.Model[name];
            if (field.IsX2many && field.Compute is null)
            {
                Commands.Apply(env, Creating.Current(row), field, value);
            }
            else if (field.Related is { } related && env.Follow(row, related.Through) is { } target && !Equals(env.Value(target, target.Model[related.Target]), value))
            {
                env.Sudo().Write(target, new Values { [related.Target] = value });
            }
        }
    }

    /// <summary>A translated text keeps its other languages, a company's value those of other companies.</summary>
    private static object? Layered(Env env, Row row, Field field, object? value)
    {
        if (field.IsPerCompany)
        {
            return (row.Get(field) as CompanyValues ?? CompanyValues.None).With(env.Company, value);
        }

        if (!field.IsTranslated || value is not string text)
        {
            return value;
        }

        return (row.Get(field), env.Lang) switch
        {
            (Translation known, var lang) => known.With(lang, text),
            (string known, not Translation.Source) => Translation.Of(known, text),
            _ => text,
        };
    }
}
