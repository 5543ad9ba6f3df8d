using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;
using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Models.Base;

internal static class UserModel
{
    public static readonly ModelDeclaration Declaration = new("res.users", "User", "name, login",
    [
        Many2one("partner_id", "Related Partner", "res.partner").Required(),
        Char("login", "Login").Required(),
        Char("name", "Name").Through("partner_id", "name"),
        Char("email", "Email").Through("partner_id", "email"),
        Char("phone", "Phone").Through("partner_id", "phone"),
        Selection("lang", "Language", [.. Languages.All]).Through("partner_id", "lang"),
        Selection("tz", "Timezone").Through("partner_id", "tz"),
        Boolean("active", "Active").DefaultsTo(true),
        Many2one("company_id", "Company", "res.company").Required().DefaultsTo(env => env.Company),
        Many2many("company_ids", "Companies", "res.company").DefaultsTo(env => new[] { env.Company }),
        Many2many("groups_id", "Groups", "res.groups").DefaultsTo(_ => new[] { Group.Internal.Id }).Until(18),
        Many2many("group_ids", "Groups", "res.groups").DefaultsTo(_ => new[] { Group.Internal.Id }).Since(19),
        Many2many("all_group_ids", "Groups and implied groups", "res.groups").By((_, row) => GroupIds(row)).Since(19),
        Boolean("share", "Share User").ReadOnly(),
        DateTime("login_date", "Latest Login").By((env, row) => env.Keys.LastLogin(row.Id)),
        Char("password", "Password").By((_, _) => ""),
        Char("new_password", "Set Password").By((_, _) => null),
        Boolean("totp_enabled", "Two-factor authentication").By((_, _) => false),
        One2many("api_key_ids", "API Keys", "res.users.apikeys", "user_id"),
        Selection("notification_type", "Notification", ("email", "Handle by Emails"), ("inbox", "Handle in Odoo")).Required().DefaultsTo("email"),
        Html("signature", "Email Signature"),
        Many2one("sale_team_id", "User Sales Team", "crm.team").By((env, row) => Team(env, row)).Since(16),
        Many2one("sale_team_id", "User Sales Team", "crm.team").Until(14),
        Many2one("employee_id", "Company employee", "hr.employee").By((env, row) => Employee(env, row)),
    ])
    {
        Behaviour = new UserBehaviour(),
        Unique = [new Unique("res_users_login_key", "You can not have two users with the same login!", "login")],
    };

    public static readonly ModelDeclaration Groups = new("res.groups", "Access Groups", "name",
    [
        Char("name", "Name").Required().Translated(),
        Char("full_name", "Group Name").By((_, row) => row.Text("name")),
        Boolean("share", "Share Group"),
        Float("api_key_duration", "API Keys maximum duration days").Since(18),
        Many2many("implied_ids", "Inherits", "res.groups"),
        Many2many("users", "Users", "res.users").By((env, row) => Users(env, row)).Until(18),
        Many2many("user_ids", "Users", "res.users").By((env, row) => Users(env, row)).Since(19),
    ]);

    private static string GroupsField(int version) => version >= 19 ? "group_ids" : "groups_id";

    private static int[] GroupIds(Row user) => [.. Group.ClosureOf(user.Links(GroupsField(user.Model.Version))).Select(group => group.Id).Order()];

    private static int[] Users(Env env, Row group) =>
        [.. env.Table("res.users").Rows.Where(user => GroupIds(user).Contains(group.Id)).Select(user => user.Id)];

    private static object? Team(Env env, Row user)
    {
        var members = env.Table("crm.team.member");
        return members.PointingTo(members.Model["user_id"], user.Id).FirstOrDefault(member => member.Flag("active"))?.Reference("crm_team_id");
    }

    private static object? Employee(Env env, Row user)
    {
        var employees = env.Table("hr.employee");
        return employees.PointingTo(employees.Model["user_id"], user.Id).Select(employee => (int?)employee.Id).FirstOrDefault();
    }

    private static bool HasGroup(Row user, Call call) =>
        Group.All.Where(group => GroupIds(user).Contains(group.Id)).Any(group => group.Key == call["group_ext_id"] as string);

    private static object? ContextOf(Env env) => new Dictionary<string, object?>
    {
        ["lang"] = env.Value(env.User, env.User.Model["lang"]) ?? Translation.Source,
        ["tz"] = env.Value(env.User, env.User.Model["tz"]),
        ["uid"] = env.Uid,
    };

    private sealed class UserBehaviour : Behaviour
    {
        /// <summary>has_group is until 17 a method of the model, about its caller.</summary>
        public override IReadOnlyList<Method> Methods { get; } =
        [
            new("context_get", "", MethodKind.OnModel, Effect.Reads, call => ContextOf(call.Env)),
            new("has_group", "group_ext_id", MethodKind.OnModel, Effect.Reads, call => HasGroup(call.Env.User, call)) { PublicUntil = 17 },
            new("has_group", "group_ext_id", MethodKind.OnRecords, Effect.Reads, call => HasGroup(call.Env.Table("res.users").Find(call.Ids.Single())!, call)) { PublicSince = 18 },
        ];

        public override Row AfterCreate(Env env, Row row, Values values)
        {
            SetPassword(env, row, values);
            return row;
        }

        public override void AfterWrite(Env env, Row before, Row row, Values values) => SetPassword(env, row, values);

        public override void BeforeUnlink(Env env, IReadOnlyList<Row> rows)
        {
            if (rows.Any(row => row.Id == Env.OdooBot))
            {
                throw OdooError.User("You can not remove the admin user as it is used internally for resources created by Odoo (updates, module installation, ...)");
            }
        }

        private static void SetPassword(Env env, Row row, Values values)
        {
            if ((values.GetValueOrDefault("password") ?? values.GetValueOrDefault("new_password")) is string { Length: > 0 } password)
            {
                env.Keys.SetPassword(row.Id, password);
            }
        }
    }
}
