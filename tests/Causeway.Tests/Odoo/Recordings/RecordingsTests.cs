using System.Text.Json;
using Causeway.Odoo;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Odoo.Recordings;

/// <summary>Every exchange recorded from real Odoos 14 to 19 goes through the real client.</summary>
public sealed class RecordingsTests
{
    // What each transport created for itself, or counted while the others were at it: the rows differ, not the values.
    private static readonly HashSet<string> OwnRows =
    [
        "authenticate_during_cooldown", "authenticate_ok_password", "create_batch", "create_single", "create_unicode", "err_fk_unlink_currency", "external_id_lookup",
        "formatted_read_group", "load_again_same_ids", "load_create", "read_group", "read_html_sanitised", "search_count", "search_read_offset", "json_version",
        // XML-RPC drops control characters and turns a carriage return into a line feed.
        "read_control_chars",
        // Out of range for XML-RPC, which answers with a fault.
        "value_int_over_32bit_in_aggregate",
    ];

    [Fact]
    public async Task Every_recorded_exchange_gives_the_right_value_or_the_right_kind_of_error()
    {
        if (Find() is not { } folder)
            return;
        await using var replay = new Replay();
        var failures = new List<string>();
        var (values, errors, webhooks) = (0, 0, 0);
        var byCase = new Dictionary<string, (string Name, string Value)>(StringComparer.Ordinal);
        foreach (var recording in RecordingFolder.ReadAll(folder))
        {
            if (recording.Transport == "webhook")
            {
                webhooks++;
                CheckWebhook(recording, failures);
                continue;
            }
            if (!Expectations.Knows(recording))
            {
                failures.Add($"{recording.Name}: nobody has said what this case means (see {nameof(Expectations)}).");
                continue;
            }
            var outcome = await PlayAsync(replay, recording, failures);
            if (outcome?.Error is not null)
                errors++;
            else if (outcome?.Value is not null)
            {
                values++;
                CheckSameAcrossTransports(recording, outcome.Value, byCase, failures);
            }
        }
        failures.Count.ShouldBe(0, $"""
            {failures.Count} of {values + errors + webhooks} exchanges ({values} values, {errors} errors, {webhooks} webhooks) are not as they should be:
            {string.Join('\n', failures)}
            """);
        (values + errors).ShouldBeGreaterThan(0, $"{folder} holds no recording.");
    }

    private static string? Find()
    {
        var folder = RecordingFolder.Find();
        if (folder is null && Environment.GetEnvironmentVariable("CI") == "true")
            throw new DirectoryNotFoundException("CI must have the recordings: put them into shared/odoo/recordings beside the repository, or name their folder in ODOO_RECORDINGS.");
        if (folder is null)
            TestContext.Current.SendDiagnosticMessage("The recordings are not on this machine (ODOO_RECORDINGS is not set): only the samples of this repository are decoded.");
        return folder;
    }

    private static async Task<Outcome?> PlayAsync(Replay replay, Recording recording, List<string> failures)
    {
        var expected = Expectations.KindOf(recording);
        try
        {
            var outcome = await replay.PlayAsync(recording, TestContext.Current.CancellationToken);
            if (outcome.Error?.Kind != expected)
                failures.Add($"{recording.Name}: {outcome.Error?.Kind.ToString() ?? "a value"} instead of {expected?.ToString() ?? "a value"}. {outcome.Error?.Message}");
            else if (outcome.Error is { } error)
                CheckWords(recording, error, failures);
            else if (outcome.Value != outcome.Expected)
                failures.Add($"{recording.Name}: gave {Short(outcome.Value)} instead of {Short(outcome.Expected)}");
            return outcome;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            failures.Add($"{recording.Name}: {exception.GetType().Name} {exception.Message}");
            return null;
        }
    }

    /// <summary>One line, for people: no traceback, no key, no path of the server's.</summary>
    private static void CheckWords(Recording recording, OdooException error, List<string> failures)
    {
        foreach (var words in new[] { error.Message, error.OdooText })
            if (words.Length == 0 || words.Contains("Traceback", StringComparison.Ordinal) || words.Contains("fakekey", StringComparison.Ordinal) || words.Contains("/opt/odoo", StringComparison.Ordinal))
                failures.Add($"{recording.Name}: says '{Short(words)}'.");
        if (error.Message.Contains('\n', StringComparison.Ordinal))
            failures.Add($"{recording.Name}: says more than a line.");
    }

    private static void CheckSameAcrossTransports(Recording recording, string value, Dictionary<string, (string Name, string Value)> byCase, List<string> failures)
    {
        if (OwnRows.Contains(recording.Case))
            return;
        var first = byCase.TryAdd($"{recording.Version}/{recording.Case}", (recording.Name, value)) ? (recording.Name, value) : byCase[$"{recording.Version}/{recording.Case}"];
        if (first.Item2 != value)
            failures.Add($"{recording.Name}: gave {Short(value)}, but {first.Item1} gave {Short(first.Item2)}.");
    }

    /// <summary>The request is what Odoo sent: one object that names its record.</summary>
    private static void CheckWebhook(Recording recording, List<string> failures)
    {
        using var body = JsonDocument.Parse(recording.Request.Body);
        if (!body.RootElement.TryGetProperty("_model", out var model) || model.GetString() != "crm.lead" || !body.RootElement.TryGetProperty("_id", out var id) || id.GetInt64() <= 0)
            failures.Add($"{recording.Name}: names no record.");
    }

    private static string Short(string? text) => text is { Length: > 400 } ? text[..400] + "..." : text ?? "nothing";
}
