using Causeway.Sandbox.Access;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Orm;

/// <summary>The methods that every model has.</summary>
internal static class BaseMethods
{
    public static readonly IReadOnlyList<Method> All =
    [
        new("search", "domain offset? limit? order? count?", MethodKind.OnModel, Effect.Reads, SearchMethods.Search),
        new("search_count", "domain limit?", MethodKind.OnModel, Effect.Reads, SearchMethods.Count),
        new("search_read", "domain? fields? offset? limit? order? load?", MethodKind.OnModel, Effect.Reads, Reading.SearchRead),
        new("name_search", "name? domain? operator? limit? args?", MethodKind.OnModel, Effect.Reads, SearchMethods.NameSearch),
        new("read", "fields? load?", MethodKind.OnRecords, Effect.Reads, Reading.Read),
        new("fields_get", "allfields? attributes?", MethodKind.OnModel, Effect.Reads, FieldsGet.Run),
        new("read_group", "domain fields groupby offset? limit? orderby? lazy?", MethodKind.OnModel, Effect.Reads, Groups.ReadGroup),
        new("formatted_read_group", "domain groupby? aggregates? having? offset? limit? order?", MethodKind.OnModel, Effect.Reads, Groups.FormattedReadGroup) { PublicSince = 19 },
        new("name_get", "", MethodKind.OnRecords, Effect.Reads, NameGet) { PublicUntil = 16 },
        new("exists", "", MethodKind.OnRecords, Effect.Reads, Exists) { PublicUntil = 18 },
        new("check_access_rights", "operation raise_exception?", MethodKind.OnModel, Effect.Reads, CheckAccessRights),
        new("has_access", "operation", MethodKind.OnRecords, Effect.Reads, HasAccess) { PublicSince = 18 },
        new("get_metadata", "", MethodKind.OnRecords, Effect.Reads, Metadata),
        new("create", "vals_list", MethodKind.OnModel, Effect.Writes, Create),
        new("name_create", "name", MethodKind.OnModel, Effect.Writes, NameCreate),
        new("write", "vals", MethodKind.OnRecords, Effect.Writes, Write),
        new("unlink", "", MethodKind.OnRecords, Effect.Writes, Unlink),
        new("copy", "default?", MethodKind.OnRecords, Effect.Writes, Copying.Run),
        new("load", "fields data", MethodKind.OnModel, Effect.Writes, Loading.Run),
        new("action_archive", "", MethodKind.OnRecords, Effect.Writes, call => SetActive(call, active: false)),
        new("action_unarchive", "", MethodKind.OnRecords, Effect.Writes, call => SetActive(call, active: true)),
        new("toggle_active", "", MethodKind.OnRecords, Effect.Writes, Toggle),
    ];

    private static object? Create(Call call)
    {
        if (call["vals_list"] is Dictionary<string, object?> values)
        {
            var id = call.Env.Create(call.Model.Name, new Values(values));
            return call.IsNamed ? new[] { id } : id;
        }

        var list = call["vals_list"] as List<object?> ?? throw OdooError.Type("'vals_list' must be a dict or a list of dicts");
        return list.ConvertAll(item => call.Env.Create(call.Model.Name, new Values((Dictionary<string, object?>)item!))).ToArray();
    }

    private static object? NameCreate(Call call)
    {
        var id = call.Env.Create(call.Model.Name, new Values { [call.Model.Declaration.NameField] = call["name"] });
        return new List<object?> { id, call.Env.DisplayName(call.Env.Find(call.Model.Name, id)!) };
    }

    private static object? Write(Call call)
    {
        var values = call["vals"] as Dictionary<string, object?> ?? throw OdooError.Type("'vals' must be a dict");
        Writing.Run(call.Env, call.Model, call.Ids, new Values(values));
        return true;
    }

    private static object? Unlink(Call call)
    {
        Unlinking.Run(call.Env, call.Model, call.Ids);
        return true;
    }

    /// <summary>Answers nothing, which XML-RPC cannot say: there it is a fault after the effect.</summary>
    public static object? SetActive(Call call, bool active)
    {
        var ids = call.Ids.Where(id => call.Env.Table(call.Model).Find(id) is not { } row || row.Flag("active") != active).ToList();
        if (ids.Count > 0)
        {
            Writing.Run(call.Env, call.Model, ids, new Values { ["active"] = active });
        }

        return null;
    }

    private static object? Toggle(Call call)
    {
        foreach (var row in Writing.Existing(call.Env, call.Model, call.Ids))
        {
            Writing.Run(call.Env, call.Model, [row.Id], new Values { ["active"] = !row.Flag("active") });
        }

        return null;
    }

    private static object? NameGet(Call call) =>
        Writing.Existing(call.Env, call.Model, call.Ids).Select(row => new List<object?> { row.Id, call.Env.DisplayName(row) }).ToList();

    private static object? Exists(Call call) => call.Ids.Where(id => call.Env.Table(call.Model).Find(id) is not null).ToArray();

    private static object? CheckAccessRights(Call call)
    {
        var right = Operation(call);
        if (call.Env.Rights.Allows(call.Env, call.Model, right))
        {
            return true;
        }

        if (!call.Arguments.TryGetValue("raise_exception", out var raise) || Python.IsTrue(raise))
        {
            call.Env.Rights.Check(call.Env, call.Model, right);
        }

        return false;
    }

    private static object? HasAccess(Call call)
    {
        var rows = call.Ids.Select(call.Env.Table(call.Model).Find);
        return call.Env.Rights.Allows(call.Env, call.Model, Operation(call)) && rows.All(row => row is null || RecordRules.Shows(call.Env, row));
    }

    private static Right Operation(Call call) =>
        Rights.Parse(call["operation"] as string) ?? throw OdooError.Value($"Invalid access operation: {Python.Repr(call["operation"])}");

    private static object? Metadata(Call call) => Writing.Existing(call.Env, call.Model, call.Ids).Select(row => new Dictionary<string, object?>
    {
        ["id"] = row.Id,
        ["create_uid"] = Named(call.Env, row, "create_uid"),
        ["create_date"] = row["create_date"] ?? false,
        ["write_uid"] = Named(call.Env, row, "write_uid"),
        ["write_date"] = row["write_date"] ?? false,
        ["xmlid"] = ExternalIds.Of(call.Env, row) ?? (object)false,
        ["noupdate"] = false,
    }).ToList();

    private static object Named(Env env, Data.Row row, string field) =>
        env.Follow(row, field) is { } target ? new List<object?> { target.Id, env.Sudo().DisplayName(target) } : false;
}
