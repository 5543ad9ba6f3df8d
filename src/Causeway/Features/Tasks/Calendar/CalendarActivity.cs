using Causeway.Features.Activities;
using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Database;

namespace Causeway.Features.Tasks.Calendar;

/// <summary>An activity of Odoo's that its person has to do; what it is about only where they may see that.</summary>
internal sealed record CalendarActivity
{
    private static readonly MirrorModel Model = DefaultModels.Activity;

    public required long Id { get; init; }

    public string? Summary { get; init; }

    /// <summary>HTML.</summary>
    public string? Note { get; init; }

    public required DateOnly DateDeadline { get; init; }

    public string? Type { get; init; }

    public string? ResModel { get; init; }

    public long? ResId { get; init; }

    public string? ResName { get; init; }

    public DateTimeOffset? CreateDate { get; init; }

    public DateTimeOffset? WriteDate { get; init; }

    /// <summary>Those of the viewer's own that are not done, the latest deadlines first.</summary>
    public static SqlText Open(Viewer viewer, int most)
    {
        var sql = new SqlText();
        sql.Append($"""
            select r.id, r.summary, r.note, r.date_deadline, {(SqlRaw)Names.Of(DefaultModels.ActivityType.Name, "r.activity_type_id")} as type,
              {(SqlRaw)Column("res_model")} as res_model, {(SqlRaw)Column("res_id")} as res_id, {(SqlRaw)ActivitySubject.Name} as res_name,
              r.create_date, r.write_date

            """);
        sql.From(Model, viewer);
        sql.Append($"\nwhere r.connection_id = {viewer.Connection.Id} and r.user_id = {viewer.OdooUserId} and r.active is distinct from false and r.date_deadline is not null");
        return sql.Where(Model, viewer).Append($"\norder by r.date_deadline desc, r.id\nlimit {most}");
    }

    private static string Column(string field) => Model.Column(Model.Field(field)!);
}
