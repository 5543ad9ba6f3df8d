namespace Causeway.Mirror.Records.Storing;

/// <summary>
/// When a read of Odoo happened, by the database's own stamps: of two reads, the one that began after the other ended
/// has seen the newer state (design 5.6).
/// </summary>
/// <param name="Started">The stamp taken before the call.</param>
/// <param name="Ended">The stamp taken after its last byte.</param>
/// <param name="OdooTime">
/// The earliest that the read can have begun by Odoo's own clock; null where the server sent no Date header.
/// </param>
internal sealed record ReadWindow(long Started, long Ended, DateTimeOffset? OdooTime);
