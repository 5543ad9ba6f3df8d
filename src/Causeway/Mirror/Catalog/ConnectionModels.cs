using Causeway.Mirror.Connections;

namespace Causeway.Mirror.Catalog;

/// <summary>Which models a connection mirrors, and which of their fields.</summary>
internal static class ConnectionModels
{
    /// <summary>The default ones of its entities, the small tables that others need, and what an administrator added.</summary>
    public static IEnumerable<MirrorModel> Of(OdooConnection connection)
    {
        var choices = connection.ChosenModels.ToDictionary(choice => choice.Model);
        return DefaultModels.All
            .Where(model => IsEnabled(model, connection) || choices.ContainsKey(model.Name))
            .Select(model => choices.TryGetValue(model.Name, out var choice) ? With(model, choice) : model)
            .Concat(choices.Values.Where(choice => DefaultModels.Find(choice.Model) is null).Select(Added));
    }

    /// <summary>A model as the connection mirrors it; null where it does not.</summary>
    public static MirrorModel? Find(OdooConnection connection, string name) => Of(connection).FirstOrDefault(model => model.Name == name);

    /// <summary>What runs can be asked for: the entities of the contract, and each added model by its name.</summary>
    public static IEnumerable<string> Entities(OdooConnection connection) => DefaultModels.Entities.Concat(Of(connection).Select(model => model.Entity)).Distinct();

    private static bool IsEnabled(MirrorModel model, OdooConnection connection) =>
        model.Small || connection.EnabledEntities is null || model.IsOf(connection.EnabledEntities);

    private static MirrorModel With(MirrorModel model, ModelChoice choice) =>
        model with { NamedFields = choice.Fields ?? [], OpenToMembers = choice.OpenToMembers };

    /// <summary>All of its fields go to <c>custom</c>, but for the company: the visibility rule looks at that of every record.</summary>
    private static MirrorModel Added(ModelChoice choice) => new(choice.Model, [new MirrorField("company_id", MirrorType.Reference) { Relation = "res.company" }])
    {
        Entity = choice.Model,
        Custom = CustomFieldRule.All,
        NamedFields = choice.Fields ?? [],
        OpenToMembers = choice.OpenToMembers,
        CompanyField = "company_id",
    };
}
