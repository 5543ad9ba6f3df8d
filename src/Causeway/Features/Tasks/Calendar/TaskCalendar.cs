using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Causeway.Mirror.Connections;

namespace Causeway.Features.Tasks.Calendar;

/// <summary>
/// Tasks and activities as a calendar. Each is an event and no VTODO: calendars that subscribe to an address (Google,
/// Outlook, Apple) leave VTODOs out. None of them makes its person look busy.
/// </summary>
internal sealed partial class TaskCalendar(string owner, OdooConnection? connection)
{
    private const string Event = "VEVENT";
    private const string EveryQuarterOfAnHour = "PT15M";

    /// <summary>A task has a time and no length; an event of no length is a line that nobody sees.</summary>
    private const string Length = "PT30M";

    private readonly CalendarWriter calendar = new();

    public string Write(IEnumerable<TaskAnswer> tasks, IEnumerable<CalendarActivity> activities)
    {
        calendar.Begin("VCALENDAR").Line("VERSION", "2.0").Line("PRODID", "-//Causeway//Causeway//EN").Line("CALSCALE", "GREGORIAN");
        // Its name and how often to ask, by the standard (RFC 7986) and by what was there before it.
        calendar.Text("NAME", Name).Text("X-WR-CALNAME", Name);
        calendar.Line("REFRESH-INTERVAL;VALUE=DURATION", EveryQuarterOfAnHour).Line("X-PUBLISHED-TTL", EveryQuarterOfAnHour);
        foreach (var task in tasks)
            Add(task);
        foreach (var activity in activities)
            Add(activity);
        return calendar.End("VCALENDAR").ToString();
    }

    private string Name => $"Causeway: {owner}";

    private void Add(TaskAnswer task)
    {
        var closed = task.Status == TaskFields.Closed;
        calendar.Begin(Event).Line("UID", $"task-{task.Id}@causeway");
        Revision(task.DateCreated, task.UpdatedAt);
        calendar.Instant("DTSTART", task.TaskTime).Line("DURATION", Length);
        calendar.Text("SUMMARY", $"{(closed ? "✓ " : "")}{task.TaskType}: {task.EntityName}");
        calendar.Text("DESCRIPTION", Lines(task.Note, $"For {task.ContactPerson.FullName}", $"Status: {task.Status}", task.OdooUrl));
        calendar.Text("CATEGORIES", task.TaskType);
        if (Priority(task.Priority) is { } priority)
            calendar.Line("PRIORITY", priority);
        Link(task.OdooUrl);
        if (task.ReminderAt is { } reminder && !closed)
            Remind(reminder, $"{task.TaskType}: {task.EntityName}");
        calendar.End(Event);
    }

    private void Add(CalendarActivity activity)
    {
        var title = activity.Summary ?? activity.Type ?? "Activity";
        var url = activity is { ResModel: { } model, ResId: { } id } ? connection!.RecordUrl(model, id) : null;
        var changed = activity.WriteDate ?? activity.CreateDate ?? DateTimeOffset.UnixEpoch;
        // The same activity has the same UID whoever's calendar it is in, and never that of another Odoo's.
        calendar.Begin(Event).Line("UID", $"activity-{activity.Id}.{connection!.Database}@{new Uri(connection.Url).Host}");
        Revision(activity.CreateDate ?? changed, changed);
        calendar.Date("DTSTART", activity.DateDeadline).Date("DTEND", activity.DateDeadline.AddDays(1));
        calendar.Text("SUMMARY", activity.ResName is { } name ? $"{title}: {name}" : title);
        calendar.Text("DESCRIPTION", Lines(Plain(activity.Note), url));
        calendar.Text("CATEGORIES", activity.Type);
        Link(url);
        calendar.End(Event);
    }

    /// <summary>
    /// Without a METHOD, DTSTAMP says when the entry changed, as LAST-MODIFIED does: the feed of unchanged entries does not
    /// change. SEQUENCE only has to grow, which the seconds from the making to the last change do.
    /// </summary>
    private void Revision(DateTimeOffset created, DateTimeOffset changed)
    {
        var sequence = Math.Clamp((long)(changed - created).TotalSeconds, 0, int.MaxValue);
        calendar.Instant("DTSTAMP", changed).Instant("CREATED", created).Instant("LAST-MODIFIED", changed);
        calendar.Line("SEQUENCE", sequence.ToString(CultureInfo.InvariantCulture)).Line("STATUS", "CONFIRMED").Line("TRANSP", "TRANSPARENT");
    }

    private void Link(string? url)
    {
        if (url is not null)
            calendar.Line("URL;VALUE=URI", url);
    }

    private void Remind(DateTimeOffset at, string what) =>
        calendar.Begin("VALARM").Line("ACTION", "DISPLAY").Instant("TRIGGER;VALUE=DATE-TIME", at).Text("DESCRIPTION", what).End("VALARM");

    /// <summary>From 1, the most urgent, to 9 (RFC 5545, section 3.8.1.9); Odoo's stars from none to three.</summary>
    private static string? Priority(string? stars) => stars switch
    {
        "1" => "6",
        "2" => "3",
        "3" => "1",
        _ => null,
    };

    private static string Lines(params ReadOnlySpan<string?> lines)
    {
        var present = new List<string>();
        foreach (var line in lines)
        {
            if (!string.IsNullOrWhiteSpace(line))
                present.Add(line);
        }

        return string.Join('\n', present);
    }

    private static string? Plain(string? html) =>
        html is null ? null : WebUtility.HtmlDecode(Tag().Replace(EndOfLine().Replace(html, "\n"), "")).Trim();

    [GeneratedRegex(@"<br\s*/?>|</(p|li|div|h\d)>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EndOfLine();

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();
}
