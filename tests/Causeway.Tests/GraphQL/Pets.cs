using System.Text.Json;
using Causeway.GraphQL;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;
using Causeway.GraphQL.Validation;

namespace Causeway.Tests.GraphQL;

/// <summary>The schema that section 5 of the specification tells its rules by.</summary>
internal static class Pets
{
    public static readonly Schema Schema = Schema.Parse("""
        type Query {
          dog: Dog
          findDog(searchBy: FindDogInput): Dog
          pet: Pet
          catOrDog: CatOrDog
          human: Human
          arguments: Arguments
          booleanList(booleanListArg: [Boolean!]): Boolean
          addPet(pet: PetInput!): Pet
        }
        enum DogCommand { SIT DOWN HEEL }
        type Dog implements Pet {
          name: String!
          nickname: String
          barkVolume: Int
          doesKnowCommand(dogCommand: DogCommand!): Boolean!
          isHouseTrained(atOtherHomes: Boolean): Boolean!
          owner: Human
        }
        interface Sentient { name: String! }
        interface Pet { name: String! }
        type Alien implements Sentient { name: String!, homePlanet: String }
        type Human implements Sentient { name: String!, pets: [Pet!] }
        enum CatCommand { JUMP }
        type Cat implements Pet {
          name: String!
          nickname: String
          doesKnowCommand(catCommand: CatCommand!): Boolean!
          meowVolume: Int
        }
        union CatOrDog = Cat | Dog
        union DogOrHuman = Dog | Human
        union HumanOrAlien = Human | Alien
        input FindDogInput { name: String, owner: String }
        input CatInput { name: String!, nickname: String, meowVolume: Int }
        input DogInput { name: String!, nickname: String, barkVolume: Int }
        input PetInput @oneOf { cat: CatInput, dog: DogInput }
        type Arguments {
          multipleRequirements(x: Int!, y: Int!): Int!
          booleanArgField(booleanArg: Boolean): Boolean
          floatArgField(floatArg: Float): Float
          intArgField(intArg: Int): Int
          nonNullBooleanArgField(nonNullBooleanArg: Boolean!): Boolean!
          booleanListArgField(booleanListArg: [Boolean]!): [Boolean]
          optionalNonNullBooleanArgField(optionalBooleanArg: Boolean! = false): Boolean!
        }
        type Mutation { mutateDog: Dog }
        type Subscription { newMessage: Message, disallowedSecondRootField: Boolean }
        type Message { body: String, sender: String }
        directive @tagged(by: String) repeatable on FIELD
        """);

    /// <summary>The messages of what is wrong with a document.</summary>
    public static IReadOnlyList<string> Validate(string document) => [.. Validator.Validate(Schema, Parser.Parse(document)).Select(error => error.Message)];

    /// <summary>A response as JSON text.</summary>
    public static async Task<string> AskAsync(this Engine engine, string query, object? variables = null, string? operation = null)
    {
        var given = variables is null ? null : JsonSerializer.SerializeToElement(variables).EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value);
        var result = await engine.ExecuteAsync(new GraphQLRequest(query) { Variables = given, OperationName = operation }, CancellationToken.None);
        using var bytes = new MemoryStream();
        await using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            result.WriteTo(json);
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }
}
