namespace Causeway.Mirror.Catalog;

/// <summary>Who may write a record that they see; administrators always may (contract section 2).</summary>
internal enum Writers
{
    /// <summary>Its salesperson, and a manager whose report or team it belongs to.</summary>
    Owner,

    /// <summary>Whoever sees it.</summary>
    Viewers,

    /// <summary>To whom it is assigned, and who made it.</summary>
    Participants,

    /// <summary>Nobody else.</summary>
    Administrators,
}
