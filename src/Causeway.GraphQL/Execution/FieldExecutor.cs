using System.Collections;
using System.Text.Json;
using Causeway.GraphQL.Types;

namespace Causeway.GraphQL.Execution;

/// <summary>Resolves and completes fields (sections 6.3 and 6.4).</summary>
internal sealed class FieldExecutor(ExecutionState state, CancellationToken cancellationToken)
{
    /// <summary>
    /// A value that is null because of an error that is noted already. It takes the nearest nullable place, or goes on up
    /// (section 6.4.4).
    /// </summary>
    private static readonly object Failed = new();

    /// <summary>The response object of some fields, or <see cref="Failed"/>.</summary>
    public async ValueTask<object> FieldsAsync(ObjectType type, object? parent, IReadOnlyList<CollectedField> fields, ResponsePath? path, bool isSerial)
    {
        var values = isSerial ? await OneByOneAsync(type, parent, fields, path) : await TogetherAsync(type, parent, fields, path);
        var response = new ResponseObject(fields.Count);
        for (var i = 0; i < fields.Count; i++)
        {
            if (ReferenceEquals(values[i], Failed))
                return Failed;
            response.Add(fields[i].ResponseName, values[i]);
        }

        return response;
    }

    /// <summary>Mutations change things: each ends before the next begins (section 6.2.2).</summary>
    private async ValueTask<object?[]> OneByOneAsync(ObjectType type, object? parent, IReadOnlyList<CollectedField> fields, ResponsePath? path)
    {
        var values = new object?[fields.Count];
        for (var i = 0; i < fields.Count; i++)
        {
            values[i] = await FieldAsync(type, parent, fields[i], path);
            if (ReferenceEquals(values[i], Failed))
                break;
        }

        return values;
    }

    private async ValueTask<object?[]> TogetherAsync(ObjectType type, object? parent, IReadOnlyList<CollectedField> fields, ResponsePath? path)
    {
        var started = new Task<object?>[fields.Count];
        for (var i = 0; i < fields.Count; i++)
            started[i] = FieldAsync(type, parent, fields[i], path).AsTask();
        return await Task.WhenAll(started);
    }

    private async ValueTask<object?> FieldAsync(ObjectType parentType, object? parent, CollectedField field, ResponsePath? above)
    {
        var definition = state.Schema.Field(parentType, field.First.Name)!;
        var path = new ResponsePath(above, field.ResponseName);
        try
        {
            var context = new FieldContext(state, parentType, parent, field, definition, path);
            var value = definition.Resolve is { } resolve ? await resolve(context, cancellationToken) : Prepared(parent, field.ResponseName);
            if (value is GraphQLException fault)
                throw fault;
            return Settle(definition.Type, await CompleteAsync(definition.Type, value, field, path));
        }
        catch (GraphQLException exception)
        {
            state.Add(exception.Error, field, path);
            return Settle(definition.Type, Failed);
        }
    }

    private static object? Settle(GraphQLType type, object? value) => ReferenceEquals(value, Failed) && type is not NonNullType ? null : value;

    /// <summary>What a resolver further up has put under the field's response name.</summary>
    private static object? Prepared(object? parent, string responseName) => parent switch
    {
        JsonElement { ValueKind: JsonValueKind.Object } json => json.TryGetProperty(responseName, out var value) ? value : null,
        IReadOnlyDictionary<string, object?> entries => entries.GetValueOrDefault(responseName),
        _ => null,
    };

    private async ValueTask<object?> CompleteAsync(GraphQLType type, object? value, CollectedField field, ResponsePath path)
    {
        if (type is NonNullType nonNull)
            return await CompleteAsync(nonNull.Of, value, field, path) ?? Fail($"{field.First.Name} is null, and must be {type}.", field, path);
        if (value is null or JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined })
            return null;
        if (value is CompletedJson)
            return value;
        return type switch
        {
            ListType list => await ListAsync(list, value, field, path),
            ScalarType scalar => Leaf(scalar, value, field, path),
            EnumType members => Leaf(members, value, field, path),
            NamedType composite => await ObjectAsync(composite, value, field, path),
            _ => throw new InvalidOperationException($"{type} has no values."),
        };
    }

    private async ValueTask<object> ListAsync(ListType list, object value, CollectedField field, ResponsePath path)
    {
        var items = value switch
        {
            JsonElement { ValueKind: JsonValueKind.Array } json => json.EnumerateArray().Select(object? (item) => item),
            string => null,
            IEnumerable enumerable => enumerable.Cast<object?>(),
            _ => null,
        };
        if (items is null)
            return Fail($"{field.First.Name} has no list where {list} is needed.", field, path);
        var completed = new List<object?>();
        foreach (var item in items)
        {
            var itemPath = new ResponsePath(path, completed.Count);
            var done = Settle(list.Of, await CompleteAsync(list.Of, item, field, itemPath));
            if (ReferenceEquals(done, Failed))
                return Failed;
            completed.Add(done);
        }

        return completed;
    }

    private object Leaf(ScalarType scalar, object value, CollectedField field, ResponsePath path)
    {
        var read = value is JsonElement json ? scalar.Read(json) : value;
        return (read is null ? null : scalar.Write(read)) ?? Fail($"{field.First.Name} has a value that is no {scalar}.", field, path);
    }

    private object Leaf(EnumType members, object value, CollectedField field, ResponsePath path)
    {
        var name = value is JsonElement { ValueKind: JsonValueKind.String } json ? json.GetString() : value as string;
        return members.Value(name ?? "")?.Name ?? Fail($"{field.First.Name} has a value that is no {members}.", field, path);
    }

    private async ValueTask<object> ObjectAsync(NamedType type, object value, CollectedField field, ResponsePath path)
    {
        if (TypeOf(type, value) is not { } concrete)
            return Fail($"{field.First.Name} has a value of which it is not known what {type} it is.", field, path);
        var fields = state.Collector.Collect(concrete, SelectionCollector.SubselectionsOf(field));
        return await FieldsAsync(concrete, value, fields, path, isSerial: false);
    }

    /// <summary>The object type of a value: the only one, or the one that its <c>__typename</c> entry names (section 6.4.3).</summary>
    private ObjectType? TypeOf(NamedType type, object value)
    {
        if (type is ObjectType only)
            return only;
        var name = Prepared(value, "__typename") switch
        {
            JsonElement json => json.GetString(),
            var other => other as string,
        };
        return name is not null && state.Schema.Type(name) is ObjectType found && state.Schema.IsPossible(type, found) ? found : null;
    }

    private object Fail(string message, CollectedField field, ResponsePath path)
    {
        state.Add(new GraphQLError(message), field, path);
        return Failed;
    }
}
