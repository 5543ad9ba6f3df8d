using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Models.Mail;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Models.Employees;

/// <summary>
/// Who may not read employees gets what the public view shows, through the same model; in 19 that fails for
/// the fields that came to stand on the employee's version.
/// </summary>
internal sealed class EmployeeBehaviour : Behaviour
{
    private static readonly string[] OnVersion = ["department_id", "job_id", "job_title", "work_location_id"];

    public override IReadOnlyList<Method> Methods => Threads.Methods;

    public override void CheckRead(Env env, Model model, IReadOnlyList<string> fields)
    {
        if (env.Rights.Allows(env, model, Right.Read))
        {
            return;
        }

        if (!FallsBack(env))
        {
            env.Rights.Check(env, model, Right.Read);
        }

        RefusePrivate(env, model, [.. fields.Where(name => model.TryGet(name, out var field) && !MaySee(env, field))]);
        if (env.Version >= 19 && fields.Any(OnVersion.Contains))
        {
            throw OdooError.Access($"You do not have enough rights to access the field \"version_id\" on Employee (hr.employee). Please contact your system administrator.\n\n"
                + $"Operation: read\nUser: {env.Uid}\nGroups: allowed for groups '{Group.Employees.FullName(19)}'\n\nImplicitly accessed through 'Employee' (hr.employee).");
        }
    }

    public override void CheckSearch(Env env, Model model) => CheckRead(env, model, []);

    private static bool FallsBack(Env env) =>
        !env.Rights.IsRevoked(env, "hr.employee", Right.Read) && env.Rights.Allows(env, env.Model("hr.employee.public"), Right.Read);

    private static void RefusePrivate(Env env, Model model, List<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        var list = string.Join(',', names);
        throw OdooError.Access(env.Version >= 19
            ? $"The fields “{list}”, which you are trying to read, are not available for employee public profiles."
            : $"You do not have enough rights to access the fields \"{list}\" on {model.Label} ({model.Name}). Please contact your system administrator.\n\nOperation: read\nUser: {env.Uid}\nFields:\n"
                + string.Join('\n', names.Order(StringComparer.Ordinal).Select(name => $"- {name} (allowed for groups '{Group.Employees.FullName(18)}')")));
    }
}

internal sealed class DepartmentBehaviour : Behaviour
{
    public override string DisplayName(Env env, Row row) =>
        env.Follow(row, "parent_id") is { } parent ? $"{env.DisplayName(parent)} / {row.Text("name")}" : row.Text("name") ?? "";

    /// <summary>Who reported to the department's manager, or like it to nobody, reports to the new one.</summary>
    public override void BeforeWrite(Env env, IReadOnlyList<Row> rows, Values values)
    {
        if (!values.TryGetValue("manager_id", out var manager))
        {
            return;
        }

        var employees = env.Table("hr.employee");
        foreach (var department in rows)
        {
            var reporting = employees.PointingTo(employees.Model["department_id"], department.Id)
                .Where(employee => employee.Id != Python.Id(manager) && employee.Reference("parent_id") == department.Reference("manager_id"));
            foreach (var employee in reporting.ToList())
            {
                env.Sudo().Write(employee, new Values { ["parent_id"] = manager });
            }
        }
    }
}
