namespace Causeway.Mirror.Proof;

/// <summary>What a bucket holds: how many records, and the sum of their ids.</summary>
internal readonly record struct Tally(long Count, long Sum)
{
    public static Tally operator +(Tally left, Tally right) => new(left.Count + right.Count, left.Sum + right.Sum);

    public static Tally operator -(Tally left, Tally right) => new(left.Count - right.Count, left.Sum - right.Sum);
}

/// <summary>One bucket on both sides. <paramref name="From"/> is null for the records without a write_date.</summary>
internal readonly record struct Bucket(DateTime? From, Tally Odoo, Tally Mirror)
{
    public bool Differs => Odoo != Mirror;

    public long Rows => Math.Max(Odoo.Count, Mirror.Count);
}
