namespace Causeway.Odoo;

/// <summary>The context of a call: what Odoo takes into account beside the arguments.</summary>
public sealed record OdooContext
{
    /// <summary>False shows archived records to searches, which leave them out otherwise.</summary>
    public bool? ActiveTest { get; init; }

    /// <summary>The language of labels and translated fields, such as "en_US"; null is the user's own.</summary>
    public string? Lang { get; init; }

    /// <summary>The time zone that grouping by date follows, such as "UTC". Values that are read are always UTC.</summary>
    public string? Tz { get; init; }

    /// <summary>The companies whose records are seen; null is the user's own choice.</summary>
    public IReadOnlyList<long>? AllowedCompanyIds { get; init; }

    /// <summary>Further keys, such as <c>bin_size</c>; they win over the ones above.</summary>
    public IReadOnlyDictionary<string, object?>? Extra { get; init; }

    internal Dictionary<string, object?> ToArguments()
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (ActiveTest is { } activeTest)
            arguments["active_test"] = activeTest;
        if (Lang is not null)
            arguments["lang"] = Lang;
        if (Tz is not null)
            arguments["tz"] = Tz;
        if (AllowedCompanyIds is not null)
            arguments["allowed_company_ids"] = AllowedCompanyIds;
        foreach (var (key, value) in Extra ?? new Dictionary<string, object?>(StringComparer.Ordinal))
            arguments[key] = value;
        return arguments;
    }
}
