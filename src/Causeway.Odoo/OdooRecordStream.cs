using Causeway.Odoo.Wire;

namespace Causeway.Odoo;

/// <summary>
/// The records of one answer, decoded while it arrives. It can be enumerated once and holds the connection until it
/// is disposed of. An answer that breaks off ends with an <see cref="OdooException"/>, never with fewer records.
/// </summary>
public sealed class OdooRecordStream : IAsyncEnumerable<OdooRecord>, IAsyncDisposable
{
    private readonly Answer _answer;
    private readonly OdooFieldSet _fields;
    private readonly Func<OdooException, OdooException> _name;
    private bool _taken;

    internal OdooRecordStream(Answer answer, OdooFieldSet fields, Func<OdooException, OdooException> name) =>
        (_answer, _fields, _name) = (answer, fields, name);

    /// <summary>The server's clock when it answered, in whole seconds (the HTTP Date header); null when it, or a proxy, sent none.</summary>
    public DateTimeOffset? ServerTime => _answer.ServerTime;

    /// <summary>How many bytes of the body have been read so far, after decompression.</summary>
    public long BytesRead => _answer.BytesRead;

    /// <inheritdoc/>
    public IAsyncEnumerator<OdooRecord> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (_taken)
            throw new InvalidOperationException("The records of an answer can be read once.");
        _taken = true;
        return ReadAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _answer.DisposeAsync();

    private async IAsyncEnumerator<OdooRecord> ReadAsync(CancellationToken cancellationToken)
    {
        using var abandon = cancellationToken.UnsafeRegister(static answer => ((Answer)answer!).Abandon(), _answer);
        while (await NextAsync() is { } record)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    private async ValueTask<OdooRecord?> NextAsync()
    {
        try
        {
            return await _answer.ReadRecordAsync(_fields);
        }
        catch (OdooException exception)
        {
            throw _name(exception);
        }
    }
}
