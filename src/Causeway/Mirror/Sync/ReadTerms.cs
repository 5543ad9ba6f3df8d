using Causeway.Mirror.Catalog;
using Causeway.Odoo;
using Dapper;

namespace Causeway.Mirror.Sync;

/// <summary>What is read of a model and as whom. Where either is new, what the mirror holds was read on other terms.</summary>
internal sealed class ReadTerms(ModelReader reader, ModelPlan plan)
{
    /// <summary>The stream with the terms of this pass, and whether the model must be read anew.</summary>
    /// <param name="stream">With the terms of the last pass.</param>
    /// <param name="retry">Whether to look if fields that could not be read can be now.</param>
    /// <param name="progress">Is told what came and went.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(SyncStream Stream, bool Anew)> AgreeAsync(SyncStream stream, bool retry, ModelProgress progress, CancellationToken cancellationToken)
    {
        reader.LeaveOut(stream.StaleFields.Intersect(plan.Fields.Select(field => field.Name)));
        if (retry)
            await TakeInAsync(cancellationToken);
        var agreed = WithFields(stream) with
        {
            ReadAs = $"{reader.Connection.OdooUid} {reader.Connection.Lang}",
            ReadCompanies = await CompaniesAsync(cancellationToken) ?? stream.ReadCompanies,
        };
        Announce(stream, agreed, progress);
        var anew = stream.SchemaHash is null || agreed.ReadFields!.Except(stream.ReadFields ?? []).Any() || agreed.ReadAs != stream.ReadAs || HasOtherCompanies(stream, agreed);
        return (agreed, anew);
    }

    /// <summary>The stream with the fields that are read now; what it read before and cannot read now is stale.</summary>
    public SyncStream WithFields(SyncStream stream)
    {
        var read = reader.Plan.Fields.Select(field => field.Name).ToHashSet();
        var before = stream.ReadFields?.Select(signature => signature.Split(' ')[0]) ?? [];
        string[] stale = [.. stream.StaleFields.Union(before).Union(reader.LeftOut).Where(field => !read.Contains(field)).Order(StringComparer.Ordinal)];
        return stream with
        {
            SchemaHash = reader.Plan.SchemaHash,
            ReadFields = [.. reader.Plan.Signatures],
            StaleFields = stale,
            MissingFields = [.. plan.Missing.Except(stale)],
        };
    }

    private async Task TakeInAsync(CancellationToken cancellationToken)
    {
        if (reader.LeftOut.Count == 0)
            return;
        var newest = await reader.SearchAsync(OdooDomain.All, 1, cancellationToken, order: "id desc");
        foreach (var field in plan.Fields.Where(field => reader.LeftOut.Contains(field.Name)).ToArray())
        {
            if (newest.Length > 0 && await reader.CanReadAsync(newest[0], [field], cancellationToken))
                reader.TakeIn(field.Name);
        }
    }

    private void Announce(SyncStream before, SyncStream now, ModelProgress progress)
    {
        if (now.MissingFields.Except(before.MissingFields).ToArray() is { Length: > 0 } missing)
            progress.Say($"{reader.Model}: this Odoo has no {string.Join(", ", missing)}; empty in the mirror.");
        if (now.StaleFields.Except(before.StaleFields).ToArray() is { Length: > 0 } stale)
            progress.Say($"{reader.Model}: Odoo shows us no {string.Join(", ", stale)} any more; the last values stay.");
        if (before.StaleFields.Except(now.StaleFields).ToArray() is { Length: > 0 } back)
            progress.Say($"{reader.Model}: {string.Join(", ", back)} can be read again, and is read anew.");
    }

    /// <summary>The companies that the account sees, as mirrored; null before its own record is.</summary>
    private async Task<long[]?> CompaniesAsync(CancellationToken cancellationToken)
    {
        await using var db = await reader.Database.OpenConnectionAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<long[]>(new CommandDefinition(
            $"select company_ids from {DefaultModels.Find("res.users")!.Table} where connection_id = @Id and id = @OdooUid",
            new { reader.Connection.Id, reader.Connection.OdooUid },
            cancellationToken: cancellationToken));
    }

    private static bool HasOtherCompanies(SyncStream before, SyncStream now) =>
        before.ReadCompanies is { } known && !known.Order().SequenceEqual((now.ReadCompanies ?? []).Order());
}
