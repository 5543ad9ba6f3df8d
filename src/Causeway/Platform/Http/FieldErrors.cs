namespace Causeway.Platform.Http;

/// <summary>Gathers what is wrong with a request, so that every bad field is named at once.</summary>
internal sealed class FieldErrors
{
    private readonly List<FieldError> _errors = [];

    public bool Any => _errors.Count > 0;

    public Problem Problem => Problems.Invalid(_errors);

    public void Add(string field, string message) => _errors.Add(new FieldError(field, message));

    /// <summary>The value, or an empty text and an error.</summary>
    public string Required(string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            Add(field, "is required.");
        return value ?? "";
    }

    /// <summary>The same for what goes into a header of a call to Odoo, where a line break has no place.</summary>
    public string RequiredLine(string field, string? value)
    {
        var text = Required(field, value);
        if (text.Any(char.IsControl))
            Add(field, "must not have control characters.");
        return text;
    }

    /// <summary>The value without the spaces around it, which has no control characters.</summary>
    public string Text(string field, string? value, int least, int most)
    {
        var text = value?.Trim() ?? "";
        if (text.Length < least || text.Length > most)
            Add(field, $"must have {least} to {most} characters.");
        else if (text.Any(char.IsControl))
            Add(field, "must not have control characters.");
        return text;
    }

    /// <summary>One of the words, or null and, where something else was sent, an error.</summary>
    public T? Choice<T>(string field, string? value)
        where T : struct, Enum
    {
        if (value is null)
            return null;
        var words = Enum.GetNames<T>().Select(name => name.ToLowerInvariant()).ToList();
        if (words.IndexOf(value) is >= 0 and var index)
            return Enum.GetValues<T>()[index];
        Add(field, $"must be one of {string.Join(", ", words)}.");
        return null;
    }
}
