using Causeway.Mirror.Catalog;
using Causeway.Mirror.Connections;
using Causeway.Mirror.Sync;
using Causeway.Mirror.Webhooks;
using Causeway.Mirror.Writes;
using Causeway.Odoo;
using Causeway.Platform.Http;
using Dapper;
using Npgsql;

namespace Causeway.Features.Leads.Notes;

/// <summary>
/// A lead's chatter in Odoo. Messages are not mirrored: nothing of the lead tells when they change, and there are more of
/// them than of everything else together. They are read by the connection's account, when they are asked for.
/// </summary>
internal sealed class Chatter(OdooClients clients, NpgsqlDataSource database)
{
    /// <summary>Before 17 a body was HTML in any case, and the argument that says so was unknown.</summary>
    private const int FirstWithPlainBodies = 17;

    private static readonly OdooFieldSet Fields = new(
    [
        new("date", OdooFieldType.DateTime),
        new("message_type", OdooFieldType.Char),
        new("subtype_id", OdooFieldType.Many2one),
        new("author_id", OdooFieldType.Many2one),
        new("email_from", OdooFieldType.Char),
        new("subject", OdooFieldType.Char),
        new("body", OdooFieldType.Html),
    ]);

    public async Task<LeadNotesAnswer> ReadAsync(OdooConnection connection, long lead, ListRequest request, CancellationToken cancellationToken)
    {
        var all = Of(lead);
        var wanted = request.After is { } after ? all.And(OdooDomain.Where("id", request.Descending ? "<" : ">", after.Id)) : all;
        // One more than the page tells whether there is a next.
        var query = new OdooQuery { Order = request.Descending ? "id desc" : "id", Limit = request.PerPage + 1, Offset = (int)request.Skip, Context = MirrorContext.For(connection) };
        var notes = await ReadAsync(connection, lead, wanted, query, cancellationToken);
        var total = request.WithTotal ? await clients.For(connection).SearchCountAsync("mail.message", all, MirrorContext.For(connection), cancellationToken) : default(long?);
        var page = notes.Take(request.PerPage).ToList();
        var next = notes.Count > page.Count ? new Cursor(connection.Id, request.SortBy, request.Descending, null, page[^1].Id).ToString() : null;
        return new LeadNotesAnswer(page, Pagination.Of(request, total, next));
    }

    public async Task<LeadNote?> FindAsync(OdooConnection connection, long lead, long message, CancellationToken cancellationToken)
    {
        var query = new OdooQuery { Limit = 1, Context = MirrorContext.For(connection) };
        return (await ReadAsync(connection, lead, Of(lead).And(OdooDomain.Where("id", "=", message)), query, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Leaves a note, which notifies nobody but who follows notes; <paramref name="posted"/> gets its id.</summary>
    public static OdooChange Post(OdooConnection connection, string html, Action<long> posted)
    {
        var arguments = new Dictionary<string, object?> { ["body"] = html, ["message_type"] = "comment", ["subtype_xmlid"] = "mail.mt_note" };
        if (OdooVersions.Major(connection.ServerVersion) >= FirstWithPlainBodies)
            arguments["body_is_html"] = true;
        return new OdooChange("message_post", [.. arguments.Keys], async (odoo, ids, context, cancellationToken) =>
        {
            var call = new OdooCall(DefaultModels.Lead.Name, "message_post") { Ids = ids, Arguments = arguments, Context = context };
            posted(await odoo.CallAsync(call, cancellationToken) switch
            {
                long id => id,
                // As a recordset of one, from 19 on.
                object?[] and [long id] => id,
                _ => throw new OdooException(OdooErrorKind.Malformed, "Odoo did not answer with the id of the message that it posted."),
            });
        });
    }

    /// <summary>What Odoo's own chatter shows: not the notices to single users.</summary>
    private static OdooDomain Of(long lead) =>
        OdooDomain.Where("model", "=", DefaultModels.Lead.Name).And(OdooDomain.Where("res_id", "=", lead)).And(OdooDomain.Where("message_type", "!=", "user_notification"));

    private async Task<IReadOnlyList<LeadNote>> ReadAsync(OdooConnection connection, long lead, OdooDomain domain, OdooQuery query, CancellationToken cancellationToken)
    {
        var records = new List<OdooRecord>();
        await using (var page = await clients.For(connection).SearchReadPageAsync("mail.message", domain, Fields, query, cancellationToken))
        {
            await foreach (var record in page.WithCancellation(cancellationToken))
                records.Add(record);
        }

        var names = await NamesAsync(connection, [.. records.Select(record => record["author_id"]).OfType<OdooReference>().Select(author => author.Id)], cancellationToken);
        return [.. records.Select(record => Note(connection, lead, record, names))];
    }

    /// <summary>Bare names: the label of a person in Odoo begins with their company.</summary>
    private async Task<IReadOnlyDictionary<long, string>> NamesAsync(OdooConnection connection, long[] partners, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenConnectionAsync(cancellationToken);
        return (await db.QueryAsync<(long Id, string Name)>(new CommandDefinition(
            $"select id, name from {DefaultModels.Partner.Table} where connection_id = @connection and id = any(@partners) and name is not null",
            new { connection = connection.Id, partners },
            cancellationToken: cancellationToken))).ToDictionary(partner => partner.Id, partner => partner.Name);
    }

    private static LeadNote Note(OdooConnection connection, long lead, OdooRecord message, IReadOnlyDictionary<long, string> names)
    {
        var body = SafeHtml.Of(message["body"] as string ?? "");
        return new LeadNote
        {
            Id = message.Id,
            Date = message["date"] is DateTime date ? new DateTimeOffset(DateTime.SpecifyKind(date, DateTimeKind.Utc)) : null,
            Type = message["message_type"] as string ?? "",
            Subtype = message["subtype_id"] is OdooReference subtype ? new(subtype.Id, subtype.Name) : null,
            Author = message["author_id"] is OdooReference author ? new(author.Id, names.GetValueOrDefault(author.Id, author.Name!)) : null,
            EmailFrom = message["email_from"] as string,
            Subject = message["subject"] as string,
            Text = body.Text,
            Html = body.Html,
            OdooUrl = connection.RecordUrl(DefaultModels.Lead.Name, lead),
        };
    }
}
