using Causeway.Mirror.Connections;

namespace Causeway.Mirror.Catalog;

/// <summary>Which models a connection mirrors.</summary>
internal static class ConnectionModels
{
    /// <summary>Those of its entities, and the small tables that others need.</summary>
    public static IEnumerable<MirrorModel> Of(OdooConnection connection) => DefaultModels.All
        .Where(model => model.Small || connection.EnabledEntities is null || model.IsOf(connection.EnabledEntities));

    public static MirrorModel? Find(OdooConnection connection, string name) => Of(connection).FirstOrDefault(model => model.Name == name);
}
