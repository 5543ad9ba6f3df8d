using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Causeway.Mirror.Catalog;

/// <summary>
/// The name of a model's mirror table: its own with underscores for dots, as Odoo names its tables. Where that could be
/// another's too, or is too long for the names of its indexes, a hash of the model's name makes it its own.
/// </summary>
internal static partial class TableName
{
    private const int Longest = 40;

    /// <summary>True for what can be the name of a model: nothing in it can end an identifier in SQL.</summary>
    public static bool IsModel(string name) => ModelName().IsMatch(name);

    public static string Of(string model)
    {
        if (!IsModel(model))
            throw new ArgumentException($"'{model}' is no name of an Odoo model.", nameof(model));
        var plain = model.Replace('.', '_');
        return IsPlain(model) ? plain : $"{plain[..Math.Min(plain.Length, Longest)]}_{Hash(model)}";
    }

    /// <summary>
    /// Of standard models (dots alone) and of those made in Odoo itself (x_ and no dot), no two give the same table. odoo.name,
    /// odoo.v_... and some views of schema shared, where each table has one of its own name, are ours.
    /// </summary>
    private static bool IsPlain(string model) =>
        model.Length <= Longest
        && model is not ("name" or "connection" or "freshness" or "lead.history" or "company.rate")
        && (model.StartsWith("x_", StringComparison.Ordinal) ? !model.Contains('.') : !model.Contains('_') && model.Split('.')[0] is not ("x" or "v"));

    private static string Hash(string model) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(model)).AsSpan(0, 4));

    [GeneratedRegex("\\A[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*\\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ModelName();
}
