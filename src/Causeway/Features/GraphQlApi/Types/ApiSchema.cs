using Causeway.Features.GraphQlApi.Nouns;
using Causeway.Features.GraphQlApi.Operations;
using Causeway.Features.GraphQlApi.Plans;
using Causeway.GraphQL;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;
using Causeway.Mirror.Catalog;
using Causeway.Platform.Http;

namespace Causeway.Features.GraphQlApi.Types;

/// <summary>The whole schema: the mirror by its catalogue, what is ours, and what can be done.</summary>
internal sealed class ApiSchema(OwnQueries own, SyncMutations syncs, RecordMutations records, TaskMutations tasks, ApiSubscriptions subscriptions)
{
    public static readonly Limits Limits = new();

    /// <exception cref="SchemaException">The parts do not fit together.</exception>
    public Schema Build(InstanceFields fields)
    {
        var (query, mutation) = (new ObjectType("Query") { Description = "What the mirror says, and what is ours." }, new ObjectType("Mutation") { Description = "Writes go to Odoo first, and are readable at once." });
        var types = new RecordTypes(fields, new FilterTypes());
        foreach (var noun in ApiNouns.All)
            types.AddRoot(query, noun);
        query.Add(Records());
        own.AddTo(query);
        syncs.AddTo(mutation);
        records.AddTo(mutation);
        tasks.AddTo(mutation);
        return new Schema(query, mutation, subscriptions.Make())
        {
            Description = "An exact, live copy of what matters in Odoo: read under one visibility rule, and written through.",
        };
    }

    private static FieldOfType Records()
    {
        var type = new ObjectType("Record") { Description = "A record of any mirrored model." };
        type.Add(new FieldOfType("id", ScalarType.Int.Required()) { Plan = new ValuePlan("r.id", MirrorType.Integer) });
        type.Add(new FieldOfType("model", ScalarType.String.Required()));
        type.Add(new FieldOfType("values", ApiScalars.Json.Required()) { Description = "Its fields under Odoo's own names: a reference as {id, name}, a list of references as ids." });
        type.Add(new FieldOfType("odoo_url", ScalarType.String.Required()));
        type.Add(new FieldOfType("last_synced", ApiScalars.DateTime) { Plan = new ValuePlan("r.confirmed_at", MirrorType.Instant) });
        return new FieldOfType("records", type.Required().List())
        {
            Description = "Records of any mirrored model. Those without a salesperson are for administrators, unless one has opened them to members.",
            Arguments =
            [
                new("model", ScalarType.String.Required()) { Description = "Odoo's name of the model, such as res.country." },
                new("filter", ApiScalars.Json) { Description = "{field: value} or {field: {operator: value}}, with and, or and not: as the filters of other lists." },
                new("fields", ScalarType.String.Required().List()) { Description = "The fields that values holds; all of them by default." },
                new("sort_by", ScalarType.String) { Description = "The field to sort by; id by default." },
                new("sort_order", CollectionTypes.Order),
                new("limit", ScalarType.Int) { DefaultValue = new IntValue($"{ListRequest.DefaultPerPage}") },
                new("skip", ScalarType.Int) { DefaultValue = new IntValue("0") },
            ],
            SizedBy = ("limit", ListRequest.DefaultPerPage),
            Plan = new AnyRecordsPlan(),
        };
    }
}
