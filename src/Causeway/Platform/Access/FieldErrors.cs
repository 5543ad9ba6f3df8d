namespace Causeway.Platform.Access;

/// <summary>Gathers what is wrong with a request, so that every bad field is named at once.</summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, string[]> _details = [];

    public bool Any => _details.Count > 0;

    public IResult Result => Refusals.Invalid(_details);

    public void Add(string field, string message) => _details[field] = [.. _details.GetValueOrDefault(field, []), message];

    /// <summary>The value, or an empty text and an error.</summary>
    public string Required(string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            Add(field, "is required");
        return value ?? "";
    }

    /// <summary>The value without the spaces around it, which has no control characters.</summary>
    public string Text(string field, string? value, int least, int most)
    {
        var text = value?.Trim() ?? "";
        if (text.Length < least || text.Length > most)
            Add(field, $"must have {least} to {most} characters");
        else if (text.Any(char.IsControl))
            Add(field, "must not have control characters");
        return text;
    }
}
