using Causeway.Mirror.Catalog;
using Causeway.Mirror.Records;
using Causeway.Platform.Access;
using Causeway.Platform.Http;

namespace Causeway.Features.Leads;

/// <summary>The small tables that leads refer to: tags, stages, teams, lost reasons, users.</summary>
internal static class LeadTables
{
    private static readonly RecordShape Tags = new(
        DefaultModels.Tag,
        "Tag",
        "tags",
        [Id, Member.Field(DefaultModels.Tag, "name"), Member.Field(DefaultModels.Tag, "color")],
        [SortField.Of(DefaultModels.Tag, "name")]);

    private static readonly RecordShape Stages = new(
        DefaultModels.Stage,
        "Stage",
        "stages",
        [
            Id,
            Member.Field(DefaultModels.Stage, "name"),
            Member.Field(DefaultModels.Stage, "sequence"),
            Member.Field(DefaultModels.Stage, "is_won"),
            Member.Field(DefaultModels.Stage, "fold"),
            Member.References(DefaultModels.Stage, "team_ids", "teams"),
        ],
        [SortField.Of(DefaultModels.Stage, "sequence"), SortField.Of(DefaultModels.Stage, "name")]);

    private static readonly RecordShape Teams = new(
        DefaultModels.Team,
        "Team",
        "teams",
        [
            Id,
            Member.Field(DefaultModels.Team, "name"),
            Member.Reference(DefaultModels.Team, "user_id", "leader"),
            Member.Field(DefaultModels.Team, "active"),
        ],
        [SortField.Of(DefaultModels.Team, "sequence"), SortField.Of(DefaultModels.Team, "name")]);

    private static readonly RecordShape LostReasons = new(
        DefaultModels.LostReason,
        "LostReason",
        "lost_reasons",
        [Id, Member.Field(DefaultModels.LostReason, "name"), Member.Field(DefaultModels.LostReason, "active")],
        [SortField.Of(DefaultModels.LostReason, "name")]);

    private static readonly RecordShape Users = new(
        DefaultModels.User,
        "OdooUser",
        "users",
        [
            Id,
            Member.Value("name", Names.Of("res.users", "r.id"), MirrorType.Text),
            Member.Field(DefaultModels.User, "login"),
            Member.Field(DefaultModels.User, "active"),
        ],
        [SortField.Of(DefaultModels.User, "login")]);

    private static Member Id => Member.Value("id", "r.id", MirrorType.Integer);

    public static void MapLeadTables(this IEndpointRouteBuilder api)
    {
        var crm = api.MapGroup("/crm").RequireSignedIn().WithTags("CRM");
        crm.MapTable("tags", Tags, "name", "Tags of leads.");
        crm.MapTable("stages", Stages, "sequence", "The stages of the pipeline, in Odoo's order.");
        crm.MapTable("teams", Teams, "sequence", "Sales teams.");
        crm.MapTable("lost-reasons", LostReasons, "name", "Why leads are lost.");
        // Portal and public users share Odoo's table.
        crm.MapTable("users", Users, "login", "Active internal users.", sql => sql.Append($" and r.active and not r.share")).RequireAdmin();
    }

    private static RouteHandlerBuilder MapTable(this RouteGroupBuilder crm, string path, RecordShape shape, string defaultSort, string description, params Condition[] conditions) => crm
        .MapGet(path, (HttpContext http, Viewer viewer, QueryValues query, RecordAnswers answers, CancellationToken cancellationToken) =>
        {
            var request = ListRequest.From(query, viewer.Connection.Id, defaultSort, defaultDescending: false);
            return answers.ListAsync(http, new RecordQuery(shape, viewer, conditions), request, cancellationToken);
        })
        .WithList(QuerySpec.None, shape.Sorts.Select(sort => sort.Name))
        .AnswersList(shape)
        .WithName($"List{shape.Name}s")
        .WithSummary(description);
}
