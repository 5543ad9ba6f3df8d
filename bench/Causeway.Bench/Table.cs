namespace Causeway.Bench;

/// <summary>Figures as plain text, a column each: the first left, the others right.</summary>
internal sealed class Table(params string[] heads)
{
    private readonly List<string[]> rows = [];

    public void Add(params string[] cells) => rows.Add(cells);

    public void Print()
    {
        var widths = heads.Select((head, i) => rows.Select(row => row[i].Length).Append(head.Length).Max()).ToArray();
        Console.WriteLine();
        Console.WriteLine(Line(heads, widths));
        Console.WriteLine(string.Join("  ", widths.Select(width => new string('-', width))));
        rows.ForEach(row => Console.WriteLine(Line(row, widths)));
        Console.WriteLine();
    }

    private static string Line(string[] cells, int[] widths) =>
        string.Join("  ", cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd();
}
