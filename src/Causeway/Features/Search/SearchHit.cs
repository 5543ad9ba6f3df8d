namespace Causeway.Features.Search;

/// <summary>How well a record matches, best first.</summary>
internal enum SearchMatch
{
    /// <summary>Its title is what was typed.</summary>
    Exact,

    /// <summary>Its title begins with it.</summary>
    Prefix,

    /// <summary>It stands in it as whole words, or begins one.</summary>
    Word,

    /// <summary>It holds every part of it.</summary>
    Part,

    /// <summary>It holds what may have been meant.</summary>
    Typo,
}

/// <summary>One record that was found.</summary>
/// <param name="Type">Its group, such as <c>leads</c>.</param>
/// <param name="Id">Odoo's number, or a task's uuid.</param>
/// <param name="Match">How well it matches.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Subtitle">What tells it from others of that name.</param>
/// <param name="OdooUrl">The record in Odoo, or the one that a task is about.</param>
/// <param name="LastSynced">When the mirror last confirmed it; null for a task, which is ours.</param>
internal sealed record SearchHit(string Type, object Id, SearchMatch Match, string? Title, string? Subtitle, string? OdooUrl, DateTime? LastSynced)
{
    /// <summary>The route that answers the whole record.</summary>
    public string Href => $"/api/{SearchTypes.Routes[Type]}/{Id}";
}

/// <summary>What is searched, in the order in which groups stand.</summary>
internal static class SearchTypes
{
    public const string Leads = "leads";
    public const string Accounts = "accounts";
    public const string Contacts = "contacts";
    public const string Invoices = "invoices";
    public const string Tasks = "tasks";

    public static readonly IReadOnlyList<string> All = [Leads, Accounts, Contacts, Invoices, Tasks];

    public static readonly IReadOnlyDictionary<string, string> Routes = new Dictionary<string, string>
    {
        [Leads] = "crm/leads",
        [Accounts] = "accounts/real",
        [Contacts] = "contacts",
        [Invoices] = "invoices",
        [Tasks] = "tasks",
    };
}
