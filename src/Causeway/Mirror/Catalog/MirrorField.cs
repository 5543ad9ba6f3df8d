namespace Causeway.Mirror.Catalog;

/// <summary>How a field is stored in its mirror table.</summary>
internal enum MirrorType
{
    Text,
    Integer,
    Number,
    Boolean,
    Date,
    Instant,

    /// <summary>A many2one, as its id alone; the name is resolved when read (design 4).</summary>
    Reference,

    /// <summary>An x2many, as a sorted set of ids.</summary>
    References,
    Json,

    /// <summary>Properties, as a JSON object of name and value, without their definitions.</summary>
    Properties,
}

/// <summary>One field that is mirrored into a typed column of its own.</summary>
internal sealed record MirrorField(string Name, MirrorType Type)
{
    /// <summary>Columns that every mirror table has for itself.</summary>
    private static readonly HashSet<string> Own =
    [
        "connection_id", "id", "custom", "write_date", "create_date", "state", "state_since", "state_reason", "read_started", "read_ended",
        "read_at", "settled", "content_hash", "changed_at", "confirmed_at", SearchColumn.Name,
    ];

    /// <summary>Its column: its own name, unless each row has one of that name already, as for the state of an invoice.</summary>
    public string Column { get; } = Own.Contains(Name) ? $"odoo_{Name}" : Name;

    /// <summary>The model that a reference points to.</summary>
    public string? Relation { get; init; }

    /// <summary>What the field was called in other Odoo versions, in the order in which they are tried.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>Its changes are kept in <c>causeway.lead_history</c>.</summary>
    public bool History { get; init; }

    /// <summary>A text of Odoo's own that is short, such as the key of a selection: an index takes it whole.</summary>
    public bool Brief { get; init; }

    /// <summary>
    /// Its beginning stands in a column of its own. PostgreSQL answers from an index alone only what is a column there, and
    /// not what it would have to work out.
    /// </summary>
    public bool HasSortColumn { get; init; }

    public string? SortColumn => HasSortColumn ? $"sort_{Column}" : null;

    /// <summary>
    /// What lists are sorted by, and indexes ordered: of a text its beginning, since an index takes no entry of more than
    /// 2,700 bytes, and the page that held one could not be stored.
    /// </summary>
    public string SortKey(string column) => Type == MirrorType.Text && !Brief ? $"left({column}, 200)" : column;

    public string SqlType => Type switch
    {
        MirrorType.Text => "text",
        MirrorType.Integer or MirrorType.Reference => "bigint",
        MirrorType.Number => "numeric",
        MirrorType.Boolean => "boolean",
        MirrorType.Date => "date",
        MirrorType.Instant => "timestamptz",
        MirrorType.References => "bigint[]",
        _ => "jsonb",
    };
}
