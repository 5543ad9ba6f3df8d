using Causeway.Features.GraphQlApi.Types;
using Causeway.Features.OdooLinks;
using Causeway.Features.Tasks;
using Causeway.Features.Users;
using Causeway.GraphQL;
using Causeway.GraphQL.Execution;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;
using Causeway.Mirror.Connections.Management;
using Causeway.Mirror.Sync;
using Causeway.Platform.Access;
using Causeway.Platform.Http;
using Causeway.Platform.Settings;

namespace Causeway.Features.GraphQlApi.Operations;

/// <summary>Queries of what is ours and not Odoo's, by the same code as their REST routes.</summary>
internal sealed class OwnQueries(UserTable users, UserQueries userLists, OdooPlaces places, TaskQueries tasks, SyncRuns runs, CausewaySettings settings, TimeProvider clock)
{
    private static readonly EnumType TaskStatus = new("TaskStatus") { Values = { new EnumMember("open"), new EnumMember("closed") } };

    private static readonly EnumType RunStatus = MakeRunStatus();

    public void AddTo(ObjectType query)
    {
        query.Add(Field("me", OwnTypes.User, "Who you are; null for the admin key, which is nobody.", MeAsync));
        query.Add(Field("users", OwnTypes.User.Required().List(), "Active users, for assignment.", UsersAsync));
        query.Add(Field("tasks", OwnTypes.Task.Required().List(), "Tasks that you may read.", TasksAsync, [.. TaskArguments(), .. Page()], sized: true));
        query.Add(Field("task", OwnTypes.Task, "One by its id.", TaskAsync, [new("id", ScalarType.Id.Required())]));
        query.Add(Field("sync_runs", OwnTypes.SyncRun.Required().List(), "The latest runs, for those who manage the connection.", RunsAsync, [new("status", RunStatus), .. Page()], sized: true));
    }

    public static TaskReader Reader(FieldContext context, CausewaySettings settings)
    {
        var asked = (GraphQlContext)context.Request!;
        return new TaskReader(asked.Caller, asked.Viewer, settings.Tasks == TaskReaders.Shared);
    }

    private static FieldOfType Field(string name, GraphQLType type, string description, Resolver resolve, IReadOnlyList<InputValue>? arguments = null, bool sized = false) => new(name, type)
    {
        Description = description,
        Arguments = arguments ?? [],
        Resolve = resolve,
        Cost = 10,
        SizedBy = sized ? ("limit", ListRequest.DefaultPerPage) : null,
    };

    private static IEnumerable<InputValue> Page() =>
    [
        new("limit", ScalarType.Int) { Description = $"How many, {ListRequest.MaxPerPage} at most.", DefaultValue = new IntValue($"{ListRequest.DefaultPerPage}") },
        new("skip", ScalarType.Int) { Description = "How many to pass over.", DefaultValue = new IntValue("0") },
    ];

    private static IEnumerable<InputValue> TaskArguments() =>
    [
        new("search", ScalarType.String) { Description = "A part of the entity's name, the type or the note, in any case." },
        new("status", TaskStatus),
        new("task_type", ScalarType.String) { Description = "A part of the type, in any case." },
        new("entity_name", ScalarType.String) { Description = "A part of the entity's name, in any case." },
        new("contact_person_id", ScalarType.Id),
        new("odoo_model", ScalarType.String) { Description = "Tasks about such a record that you may see." },
        new("odoo_id", ScalarType.Int),
        new("overdue", ScalarType.Boolean) { Description = "true: open ones whose time has passed." },
        new("date_from", ApiScalars.DateTime) { Description = "Created then or later." },
        new("date_to", ApiScalars.DateTime) { Description = "Created then or before." },
        new("due_from", ApiScalars.DateTime) { Description = "Due then or later." },
        new("due_to", ApiScalars.DateTime) { Description = "Due then or before." },
    ];

    private async ValueTask<object?> MeAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var caller = ((GraphQlContext)context.Request!).Caller;
        return !caller.IsAdminKey && await users.FindAsync(caller.UserId, cancellationToken) is { } user
            ? JsonTypes.Of(await places.FillAsync(user, cancellationToken))
            : null;
    }

    private async ValueTask<object?> UsersAsync(FieldContext context, CancellationToken cancellationToken) =>
        JsonTypes.Of(await userLists.AssignableAsync(cancellationToken));

    private async ValueTask<object?> TasksAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var (reader, (limit, skip)) = (Reader(context, settings), PageOf(context));
        var page = new ListRequest { Page = 1, PerPage = limit, Offset = skip, SortBy = "date_created", Descending = true, WithTotal = false };
        var filters = new TaskFilters(new QueryValues(Values(context)), clock.GetUtcNow());
        return JsonTypes.Of((await tasks.ListAsync(filters, reader, page, cancellationToken)).Tasks);
    }

    private static Dictionary<string, object> Values(FieldContext context)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in context.Arguments)
        {
            if (value is string text && text.Contains('\0'))
                throw new GraphQLException($"{name} must not contain the character U+0000.");
            if (value is not null)
                values[name == "search" ? "q" : name] = Of(name, value);
        }

        return values;
    }

    /// <summary>As the query of the REST route would be read.</summary>
    private static object Of(string name, object value) => value switch
    {
        int whole => (long)whole,
        string text when name == "contact_person_id" => Guid.TryParse(text, out var id) ? id : throw Faults.Of("contact_person_id must be the id of a user.", "BAD_REQUEST"),
        string text when name.EndsWith("_from", StringComparison.Ordinal) || name.EndsWith("_to", StringComparison.Ordinal) => Instant(text),
        _ => value,
    };

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    private async ValueTask<object?> TaskAsync(FieldContext context, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse((string)context.Arguments["id"]!, out var id))
            throw Faults.Of("id must be the id of a task.", "BAD_REQUEST");
        var reader = Reader(context, settings);
        return await tasks.FindAsync(id, reader, cancellationToken) is { } row ? JsonTypes.Of(row.ToAnswer(reader)) : null;
    }

    private async ValueTask<object?> RunsAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var asked = (GraphQlContext)context.Request!;
        var connection = asked.Connection ?? throw Faults.NoConnection;
        if (!ManagedConnection.IsManagedBy(connection, asked.Caller))
            throw Faults.Of(ManagedConnection.Refusal.Problem);
        var (limit, skip) = PageOf(context);
        SyncStatus? status = context.Arguments.GetValueOrDefault("status") is string word ? Enum.Parse<SyncStatus>(word, ignoreCase: true) : null;
        return JsonTypes.Of(await runs.LatestAsync(connection.Id, status, limit, skip, cancellationToken));
    }

    private static (int Limit, int Skip) PageOf(FieldContext context)
    {
        var (limit, skip) = (context.Arguments.GetValueOrDefault("limit") as int? ?? ListRequest.DefaultPerPage, context.Arguments.GetValueOrDefault("skip") as int? ?? 0);
        return limit >= 0 && skip >= 0 ? (Math.Min(limit, ListRequest.MaxPerPage), skip) : throw new GraphQLException("limit and skip must be 0 or more.");
    }

    private static EnumType MakeRunStatus()
    {
        var type = new EnumType("SyncStatus");
        foreach (var name in Enum.GetNames<SyncStatus>())
            type.Values.Add(new EnumMember(name.ToLowerInvariant()));
        return type;
    }
}
