using System.Text.Json;
using Causeway.Features.Contacts;
using Causeway.Features.GraphQlApi.Types;
using Causeway.Features.Leads;
using Causeway.Features.Products;
using Causeway.GraphQL.Execution;
using Causeway.GraphQL.Types;
using Causeway.Mirror.Records;
using Causeway.Mirror.Writes;

namespace Causeway.Features.GraphQlApi.Operations;

/// <summary>Writes to Odoo, by the writers and under the rules of REST.</summary>
internal sealed class RecordMutations(RecordWrites writes, MutationOutcome outcome)
{
    private static readonly InputObjectType ContactInput = InputTypes.Of("ContactInput", ContactFields.Writable, isUpdate: false, withCustom: true);
    private static readonly InputObjectType ProductInput = InputTypes.Of("ProductInput", ProductFields.Writable, isUpdate: false, withCustom: true);
    private static readonly InputObjectType LeadInput = InputTypes.Of("LeadInput", LeadFields.Writable, isUpdate: false, withCustom: true);
    private static readonly InputObjectType LeadUpdate = InputTypes.Of("LeadUpdate", LeadFields.Writable, isUpdate: true, withCustom: true);

    private static readonly InputValue Id = new("id", ScalarType.Int.Required());

    public void AddTo(ObjectType mutation)
    {
        mutation.Add(Field("create_contact", "Creates a contact in Odoo.", CreateContactAsync, new InputValue("contact", ContactInput.Required())));
        mutation.Add(Field("create_product", "Creates a product in Odoo; for administrators.", CreateProductAsync, new InputValue("product", ProductInput.Required())));
        mutation.Add(Field("create_lead", "Creates a lead in Odoo. Members become its salesperson.", CreateLeadAsync, new InputValue("lead", LeadInput.Required())));
        mutation.Add(Field("update_lead", "Changes a lead: its salesperson, their manager or an administrator.", UpdateLeadAsync, Id, new InputValue("lead", LeadUpdate.Required())));
        mutation.Add(Field("delete_lead", "Deletes a lead in Odoo; for administrators.", DeleteLeadAsync, Id));
    }

    private static FieldOfType Field(string name, string description, Func<FieldContext, Viewer, CancellationToken, Task<SyncResponse>> write, params InputValue[] arguments) =>
        new(name, SyncResponse.Type.Required())
        {
            Description = description,
            Arguments = arguments,
            Cost = 100,
            Resolve = async (context, cancellationToken) =>
                JsonTypes.Of(await write(context, ((GraphQlContext)context.Request!).Viewer ?? throw Faults.NoConnection, cancellationToken)),
        };

    private Task<SyncResponse> CreateContactAsync(FieldContext context, Viewer viewer, CancellationToken cancellationToken) => outcome.OfAsync(
        "Contact created successfully",
        () => writes.CreateAsync(ContactQueries.One(viewer), Body(context, "contact"), ContactFields.Writable, Location, cancellationToken));

    private Task<SyncResponse> CreateProductAsync(FieldContext context, Viewer viewer, CancellationToken cancellationToken) => outcome.OfAsync(
        "Product created successfully",
        () => writes.CreateAsync(new RecordQuery(ProductShape.Shape, viewer, []), Body(context, "product"), ProductFields.Writable, Location, cancellationToken));

    private Task<SyncResponse> CreateLeadAsync(FieldContext context, Viewer viewer, CancellationToken cancellationToken) => outcome.OfAsync(
        "Lead created successfully",
        () => writes.CreateAsync(LeadQueries.One(viewer), Body(context, "lead"), LeadFields.Writable, Location, cancellationToken));

    private Task<SyncResponse> UpdateLeadAsync(FieldContext context, Viewer viewer, CancellationToken cancellationToken) => outcome.OfAsync(
        "Lead updated successfully",
        () => writes.UpdateAsync(Http(context), LeadQueries.One(viewer), IdOf(context), Body(context, "lead"), LeadFields.Writable, cancellationToken));

    private async Task<SyncResponse> DeleteLeadAsync(FieldContext context, Viewer viewer, CancellationToken cancellationToken)
    {
        if (!viewer.Caller.MayAdminister)
            return SyncResponse.Failed("This needs an administrator.");
        var deleted = await outcome.OfAsync("Lead deleted successfully", () => writes.DeleteAsync(Http(context), LeadQueries.One(viewer), IdOf(context), cancellationToken));
        return deleted.Success ? deleted with { OdooId = IdOf(context), LocalId = $"{IdOf(context)}" } : deleted;
    }

    private static HttpContext Http(FieldContext context) => ((GraphQlContext)context.Request!).Http;

    private static long IdOf(FieldContext context) => (int)context.Arguments["id"]!;

    private static string Location(long id) => $"{id}";

    private static JsonElement Body(FieldContext context, string argument) => JsonSerializer.SerializeToElement(context.Arguments[argument]);
}
