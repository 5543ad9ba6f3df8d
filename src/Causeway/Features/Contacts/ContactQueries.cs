using Causeway.Mirror.Records;
using Causeway.Platform.Http;

namespace Causeway.Features.Contacts;

/// <summary>Which contacts a list holds.</summary>
internal static class ContactQueries
{
    public static readonly QuerySpec Filters = CommonFilters
        .Of("name, email, city, tax id, reference or phone number", "true: without archived ones; false: these alone. Both by default.")
        .With([new("is_company", QueryType.Text, "Companies or persons only.") { Choices = ["true", "false"] }]);

    public static RecordQuery One(Viewer viewer) => new(ContactShape.Shape, viewer, []);

    public static RecordQuery List(Viewer viewer, QueryValues query)
    {
        var conditions = CommonFilters.Read(query, "r.active");
        conditions.AddIf(query.Text("is_company"), (sql, wanted) => sql.Append($" and coalesce(r.is_company, false) = {wanted == "true"}"));
        return new RecordQuery(ContactShape.Shape, viewer, conditions) { Containing = query.Text("q") };
    }
}
