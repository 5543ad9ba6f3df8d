using Causeway.Odoo;
using NpgsqlTypes;

namespace Causeway.Mirror.Proof;

/// <summary>Stretches of time, the end not included, as Odoo and PostgreSQL are asked for them.</summary>
internal static class Spans
{
    /// <summary>In order, those that touch made one: fewer conditions for Odoo to look at.</summary>
    public static List<OdooRange> Joined(IEnumerable<OdooRange> spans)
    {
        var joined = new List<OdooRange>();
        foreach (var span in spans.OrderBy(span => span.From))
        {
            if (joined.Count > 0 && span.From <= joined[^1].To)
                joined[^1] = joined[^1] with { To = span.To > joined[^1].To ? span.To : joined[^1].To };
            else
                joined.Add(span);
        }

        return joined;
    }

    /// <summary>Whole seconds are exact on every version: what is stored of a second lies between it and the next.</summary>
    public static OdooDomain Domain(IEnumerable<OdooRange> spans) => spans.Aggregate(OdooDomain.None, (all, span) => all.Or(
        span.To == DateTime.MaxValue
            ? OdooDomain.Where("write_date", ">=", span.From)
            : OdooDomain.Where("write_date", ">=", span.From).And(OdooDomain.Where("write_date", "<", span.To))));

    public static NpgsqlRange<DateTime>[] Multirange(IEnumerable<OdooRange> spans) =>
        [.. spans.Select(span => new NpgsqlRange<DateTime>(span.From, lowerBoundIsInclusive: true, lowerBoundInfinite: false,
            span.To, upperBoundIsInclusive: false, upperBoundInfinite: span.To == DateTime.MaxValue))];
}
