namespace Causeway.Odoo.Wire;

/// <summary>An answer that holds a result, read as a whole or record by record.</summary>
internal abstract class Answer(AnswerBody body) : IAsyncDisposable
{
    public DateTimeOffset? ServerTime => body.Response.Headers.Date;

    public long BytesRead => body.BytesRead;

    protected AnswerBody Body => body;

    /// <summary>The whole result, without types.</summary>
    public abstract ValueTask<object?> ReadResultAsync();

    /// <summary>Moves to the first record of a result that is a list of records.</summary>
    public abstract ValueTask EnterRecordsAsync();

    /// <summary>The next record; null after the last one, when the answer was complete to its end.</summary>
    public abstract ValueTask<OdooRecord?> ReadRecordAsync(OdooFieldSet fields);

    /// <summary>Breaks off a read that waits.</summary>
    public void Abandon() => body.Deadline.Abandon();

    public virtual async ValueTask DisposeAsync() => await body.DisposeAsync();

    protected static OdooException NotAList() => new(OdooErrorKind.Malformed, "Odoo answered with something else than a list of records.");
}
