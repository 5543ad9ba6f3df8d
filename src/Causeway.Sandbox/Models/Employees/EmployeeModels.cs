using Causeway.Sandbox.Access;
using Causeway.Sandbox.Models.Mail;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using static Causeway.Sandbox.Schema.Fields;

namespace Causeway.Sandbox.Models.Employees;

/// <summary>Employees, what everybody may see of them, and their departments.</summary>
internal static class EmployeeModels
{
    /// <summary>What hr.employee.public shows too.</summary>
    private static readonly IReadOnlyList<Field> Public =
    [
        Char("name", "Employee Name"),
        Many2one("user_id", "User", "res.users"),
        Many2one("parent_id", "Manager", "hr.employee"),
        Many2one("coach_id", "Coach", "hr.employee"),
        Many2one("department_id", "Department", "hr.department"),
        Many2one("job_id", "Job Position", "hr.job"),
        Char("job_title", "Job Title"),
        Char("work_email", "Work Email"),
        Char("work_phone", "Work Phone"),
        Char("mobile_phone", "Work Mobile"),
        Many2one("work_location_id", "Work Location", "hr.work.location").Since(16),
        Many2one("work_contact_id", "Work Contact", "res.partner").Since(16),
        Many2one("company_id", "Company", "res.company").Required().DefaultsTo(env => env.Company),
        Boolean("active", "Active").DefaultsTo(true),
        Integer("color", "Color Index"),
        Selection("hr_presence_state", "Hr Presence State", ("present", "Present"), ("absent", "Absent")).By((_, _) => "absent"),
    ];

    public static readonly IReadOnlyList<ModelDeclaration> All =
    [
        new("hr.employee", "Employee", "name",
        [
            .. Public,
            Many2one("resource_id", "Resource", "resource.resource").Required().DefaultsTo(env => env.Sudo().Create("resource.resource", new Values { ["name"] = "Employee" })),
            Many2many("category_ids", "Tags", "hr.employee.category").For(Group.Employees),
            Many2one("address_home_id", "Address", "res.partner").For(Group.Employees).Until(16),
            Date("birthday", "Date of Birth").For(Group.Employees),
            Selection("gender", "Gender", ("male", "Male"), ("female", "Female"), ("other", "Other")).For(Group.Employees).Until(18),
            Selection("sex", "Gender", ("male", "Male"), ("female", "Female"), ("other", "Other")).For(Group.Employees).Since(19),
            Char("identification_id", "Identification No").For(Group.Employees),
            Char("private_email", "Private Email").For(Group.Employees),
            Char("private_phone", "Private Phone").For(Group.Employees).Since(17),
            Char("private_street", "Private Street").For(Group.Employees).Since(17),
            Char("barcode", "Badge ID").For(Group.Employees),
            Char("pin", "PIN").For(Group.Employees),
            Selection("employee_type", "Employee Type", ("employee", "Employee"), ("worker", "Worker"), ("student", "Student"), ("trainee", "Trainee"), ("contractor", "Contractor"), ("freelance", "Freelancer"))
                .Required().DefaultsTo("employee").For(Group.Employees).Since(16),
            .. Threads.Fields,
            .. Threads.ActivityFields,
        ]) { Behaviour = new EmployeeBehaviour() },
        new("hr.employee.public", "Public Employee", "name", [.. Public.Select(AsPublic)]) { ViewOf = "hr.employee" },
        new("hr.department", "Department", "name",
        [
            Char("name", "Department Name").Required(),
            Char("complete_name", "Complete Name").By((env, row) => env.DisplayName(row)),
            Boolean("active", "Active").DefaultsTo(true),
            Many2one("company_id", "Company", "res.company").DefaultsTo(env => env.Company),
            Many2one("parent_id", "Parent Department", "hr.department"),
            One2many("child_ids", "Child Departments", "hr.department", "parent_id"),
            Many2one("manager_id", "Manager", "hr.employee"),
            One2many("member_ids", "Members", "hr.employee", "department_id").ReadOnly(),
            Text("note", "Note"),
            Integer("color", "Color Index"),
        ]) { Behaviour = new DepartmentBehaviour() },
        new("hr.job", "Job Position", "sequence",
        [
            Char("name", "Job Position").Required().Translated(),
            Integer("sequence", "Sequence").DefaultsTo(10L),
            Boolean("active", "Active").DefaultsTo(true),
            Many2one("department_id", "Department", "hr.department"),
            Many2one("company_id", "Company", "res.company"),
        ]),
        new("hr.work.location", "Work Location", "name",
        [
            Char("name", "Work Location").Required(),
            Boolean("active", "Active").DefaultsTo(true),
            Many2one("company_id", "Company", "res.company"),
        ]) { FirstVersion = 16 },
    ];

    private static Field AsPublic(Field field) =>
        (field.Relation == "hr.employee" ? field with { Relation = "hr.employee.public" } : field).ReadOnly() with { IsRequired = false };
}
