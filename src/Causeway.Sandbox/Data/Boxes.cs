namespace Causeway.Sandbox.Data;

/// <summary>Shared boxes for the values that most rows hold, so that 100,000 rows stay small.</summary>
internal static class Boxes
{
    private static readonly object[] Integers = [.. Enumerable.Range(0, 1 << 16).Select(i => (object)i)];

    public static readonly object True = true;

    public static readonly object False = false;

    public static object Of(int value) => (uint)value < Integers.Length ? Integers[value] : value;

    public static object Of(bool value) => value ? True : False;
}
