namespace Causeway.Features.Tasks;

/// <summary>Tasks in figures (contract 3.7).</summary>
internal sealed record TaskDashboard(
    TaskSummary Summary, IReadOnlyList<TaskTypeCount> TaskTypes, IReadOnlyList<UserTaskCount> UserTasks, IReadOnlyList<DayTaskCount> ByDay);

internal sealed record TaskSummary(int TotalTasks, int OpenTasks, int ClosedTasks, int OverdueTasks)
{
    /// <summary>Closed tasks in percent of all, with two digits; 0 where there are none.</summary>
    public required decimal CompletionRate { get; init; }
}

internal sealed record TaskTypeCount(string Type, int Count);

/// <summary>How many tasks a person has.</summary>
internal sealed record UserTaskCount(string User, Guid UserId, int Count, int Open, int Closed);

/// <summary>A day of UTC on which tasks were created or closed.</summary>
internal sealed record DayTaskCount(DateOnly Date, int Created, int Closed);
