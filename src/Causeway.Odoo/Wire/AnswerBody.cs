namespace Causeway.Odoo.Wire;

/// <summary>
/// The body of an answer: counts what it gives, stops at the size limit and at the deadline, and says in our terms
/// what the network did. Owns the response.
/// </summary>
internal sealed class AnswerBody(HttpResponseMessage response, Stream inner, Deadline deadline, long limit) : ReadOnlyStream
{
    public HttpResponseMessage Response => response;

    public Deadline Deadline => deadline;

    public long BytesRead { get; private set; }

    // The token of the call is in the deadline: XmlReader passes none.
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        deadline.Start();
        try
        {
            var read = await inner.ReadAsync(buffer, deadline.Token);
            BytesRead += read;
            return BytesRead <= limit ? read : throw new OdooException(OdooErrorKind.Malformed, $"Odoo's answer is larger than the limit of {limit} bytes.");
        }
        catch (Exception exception) when (NetworkFaults.IsOne(exception, deadline))
        {
            throw NetworkFaults.Translate(exception, deadline);
        }
        finally
        {
            deadline.Pause();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            response.Dispose();
            deadline.Dispose();
        }
        base.Dispose(disposing);
    }
}
