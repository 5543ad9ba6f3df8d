using System.Diagnostics.CodeAnalysis;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;
using Causeway.GraphQL.Validation;
using Shouldly;
using Xunit;

namespace Causeway.Tests.GraphQL;

/// <summary>Section 5, by its own examples: each number is the rule's.</summary>
public sealed class ValidatorTests
{
    [Theory]
    [InlineData("5.1.1", "query getDogName { dog { name } } extend type Dog { color: String }", "The definition of Dog cannot be executed.")]
    [InlineData("5.2.2.1", "query getName { dog { name } } query getName { dog { owner { name } } }", "There are several operations called getName.")]
    [InlineData("5.2.3.1", "{ dog { name } } query getName { dog { owner { name } } }", "An operation without a name must be the only one of its document.")]
    [InlineData("5.2.4.1", "subscription sub { newMessage { body } disallowedSecondRootField }", "A subscription has one root field.")]
    [InlineData("5.2.4.1", "subscription sub { ...m } fragment m on Subscription { newMessage { body } disallowedSecondRootField }", "A subscription has one root field.")]
    [InlineData("5.2.4.1", "subscription sub { __typename }", "The root field of a subscription is none of introspection's.")]
    [InlineData("5.2.4.1", "subscription sub($b: Boolean!) { newMessage @include(if: $b) { body } disallowedSecondRootField @skip(if: $b) }", "The root field of a subscription cannot depend on @skip or @include.")]
    [InlineData("5.3.1", "{ dog { meowVolume } }", "Dog has no field meowVolume. Did you mean barkVolume?")]
    [InlineData("5.3.1", "{ pet { nickname } }", "Pet has no field nickname.")]
    [InlineData("5.3.1", "{ catOrDog { name } }", "CatOrDog has no field name.")]
    [InlineData("5.3.2", "{ dog { name: nickname name } }", "The fields called name cannot be merged: they are String and String!. Give one of them an alias.")]
    [InlineData("5.3.2", "{ dog { nickname nickname: name } }", "The fields called nickname cannot be merged: they are String and String!. Give one of them an alias.")]
    [InlineData("5.3.2", "{ dog { doesKnowCommand(dogCommand: SIT) doesKnowCommand(dogCommand: HEEL) } }", "The fields called doesKnowCommand cannot be merged: they have different arguments. Give one of them an alias.")]
    [InlineData("5.3.2", "{ pet { ... on Dog { someValue: nickname } ... on Cat { someValue: meowVolume } } }", "The fields called someValue cannot be merged: they are String and Int. Give one of them an alias.")]
    [InlineData("5.3.3", "{ dog { barkVolume { sinceWhen } } }", "barkVolume is Int, which has no fields to select.")]
    [InlineData("5.3.3", "{ human }", "human is Human: select some of its fields, as in human { ... }.")]
    [InlineData("5.4.1", "{ dog { doesKnowCommand(command: CLEAN_UP_HOUSE, dogCommand: SIT) } }", "Dog.doesKnowCommand has no argument command.")]
    [InlineData("5.4.1", "{ dog { name @include(unless: false, if: true) } }", "@include has no argument unless.")]
    [InlineData("5.4.2", "{ arguments { intArgField(intArg: 1, intArg: 2) } }", "The argument intArg is given more than once.")]
    [InlineData("5.4.3", "{ arguments { nonNullBooleanArgField } }", "Arguments.nonNullBooleanArgField needs the argument nonNullBooleanArg: Boolean!.")]
    [InlineData("5.4.3", "{ arguments { nonNullBooleanArgField(nonNullBooleanArg: null) } }", "null is no Boolean!.")]
    [InlineData("5.5.1.1", "{ dog { ...f } } fragment f on Dog { name } fragment f on Dog { nickname }", "There are several fragments called f.")]
    [InlineData("5.5.1.2", "{ dog { ...f } } fragment f on NotInSchema { name }", "There is no type NotInSchema.")]
    [InlineData("5.5.1.3", "{ dog { ... on Boolean { name } } }", "A fragment cannot be of Boolean, which has no fields.")]
    [InlineData("5.5.1.4", "{ dog { name } } fragment f on Dog { name }", "The fragment f is never used.")]
    [InlineData("5.5.2.1", "{ dog { ...undefinedFragment } }", "There is no fragment undefinedFragment.")]
    [InlineData("5.5.2.2", "{ dog { ...n } } fragment n on Dog { name ...b } fragment b on Dog { barkVolume ...n }", "The fragment n spreads itself through b.")]
    [InlineData("5.5.2.2", "{ dog { ...n } } fragment n on Dog { name owner { pets { ...n } } }", "The fragment n spreads itself.")]
    [InlineData("5.5.2.3.1", "{ dog { ... on Cat { meowVolume } } }", "A fragment of Cat can never apply to Dog.")]
    [InlineData("5.5.2.3.2", "{ human { ... on Pet { name } } }", "A fragment of Pet can never apply to Human.")]
    [InlineData("5.5.2.3.3", "{ catOrDog { ... on HumanOrAlien { __typename } } }", "A fragment of HumanOrAlien can never apply to CatOrDog.")]
    [InlineData("5.5.2.3.4", "{ pet { ... on Sentient { name } } }", "A fragment of Sentient can never apply to Pet.")]
    [InlineData("5.6.1", "{ arguments { intArgField(intArg: \"123\") } }", "\"123\" is no Int.")]
    [InlineData("5.6.1", "{ arguments { intArgField(intArg: 12345678901) } }", "12345678901 is no Int.")]
    [InlineData("5.6.1", "{ dog { doesKnowCommand(dogCommand: \"SIT\") } }", "\"SIT\" is no DogCommand.")]
    [InlineData("5.6.1", "{ dog { doesKnowCommand(dogCommand: JUMP) } }", "DogCommand has no value JUMP.")]
    [InlineData("5.6.2", "{ findDog(searchBy: { favoriteCookieFlavor: \"Bacon\" }) { name } }", "FindDogInput has no field favoriteCookieFlavor.")]
    [InlineData("5.6.3", "{ findDog(searchBy: { name: \"Fido\", name: \"Fido\" }) { name } }", "The field name is given more than once.")]
    [InlineData("5.6.4", "{ addPet(pet: { cat: { nickname: \"Tom\" } }) { name } }", "CatInput needs the field name: String!.")]
    [InlineData("5.6.5", "{ addPet(pet: { cat: { name: \"Tom\" }, dog: { name: \"Rex\" } }) { name } }", "PetInput needs exactly one of its fields, and that not null.")]
    [InlineData("5.6.5", "{ addPet(pet: { cat: null }) { name } }", "PetInput needs exactly one of its fields, and that not null.")]
    [InlineData("5.6.5", "query($c: CatInput) { addPet(pet: { cat: $c }) { name } }", "$c is CatInput, and must be CatInput! to choose a field of a @oneOf input object.")]
    [InlineData("5.7.1", "{ dog { name @unknown } }", "There is no directive @unknown.")]
    [InlineData("5.7.2", "query @skip(if: true) { dog { name } }", "@skip cannot stand on QUERY.")]
    [InlineData("5.7.3", "{ dog { name @skip(if: true) @skip(if: false) } }", "@skip stands more than once in one place.")]
    [InlineData("5.8.1", "query($b: Boolean, $b: Boolean) { dog { isHouseTrained(atOtherHomes: $b) } }", "There are several variables called $b.")]
    [InlineData("5.8.2", "query($cat: Cat) { dog { isHouseTrained(atOtherHomes: $cat) } }", "$cat cannot be Cat, which is no input type.")]
    [InlineData("5.8.3", "query q { dog { isHouseTrained(atOtherHomes: $b) } }", "$b is not defined by q.")]
    [InlineData("5.8.3", "query q { dog { ...f } } fragment f on Dog { isHouseTrained(atOtherHomes: $b) }", "$b is not defined by q.")]
    [InlineData("5.8.4", "query q($b: Boolean) { dog { isHouseTrained } }", "$b is never used in q.")]
    [InlineData("5.8.5", "query($i: Int) { arguments { booleanArgField(booleanArg: $i) } }", "$i is Int, where Boolean is needed.")]
    [InlineData("5.8.5", "query($l: [Boolean]) { booleanList(booleanListArg: $l) }", "$l is [Boolean], where [Boolean!] is needed.")]
    [InlineData("5.8.5", "query($b: Boolean) { arguments { nonNullBooleanArgField(nonNullBooleanArg: $b) } }", "$b is Boolean, where Boolean! is needed.")]
    [SuppressMessage("Usage", "xUnit1026", Justification = "The section names the case.")]
    public void What_breaks_a_rule_is_told(string section, string document, string error) => Pets.Validate(document).ShouldContain(error, section);

    [Theory]
    [InlineData("5.2.4.1", "subscription sub { newMessage { body sender } }")]
    [InlineData("5.3.1", "{ catOrDog { __typename ... on Pet { name } ... on Dog { barkVolume } } }")]
    [InlineData("5.3.2", "{ dog { name name otherName: name } }")]
    [InlineData("5.3.2", "{ pet { ... on Dog { volume: barkVolume } ... on Cat { volume: meowVolume } } }")]
    [InlineData("5.3.2", "{ pet { ... on Dog { doesKnowCommand(dogCommand: SIT) } ... on Cat { doesKnowCommand(catCommand: JUMP) } } }")]
    [InlineData("5.3.2", "query($c: DogCommand!) { dog { doesKnowCommand(dogCommand: $c) doesKnowCommand(dogCommand: $c) } }")]
    [InlineData("5.4.2", "{ arguments { multipleRequirements(y: 1, x: 2) } }")]
    [InlineData("5.4.3", "{ arguments { optionalNonNullBooleanArgField } }")]
    [InlineData("5.5.2.3.2", "{ dog { ... on Pet { name } ... on CatOrDog { ... on Cat { meowVolume } } } }")]
    [InlineData("5.6.1", "{ arguments { floatArgField(floatArg: 1) booleanListArgField(booleanListArg: true) } }")]
    [InlineData("5.6.5", "query($c: CatInput!) { addPet(pet: { cat: $c }) { name } }")]
    [InlineData("5.7.3", "{ dog { name @tagged(by: \"a\") @tagged(by: \"b\") } }")]
    [InlineData("5.8.5", "query($b: Boolean! = true) { arguments { nonNullBooleanArgField(nonNullBooleanArg: $b) } }")]
    [InlineData("5.8.5", "query($b: Boolean = true) { arguments { nonNullBooleanArgField(nonNullBooleanArg: $b) } }")]
    [InlineData("5.8.5", "query($b: Boolean) { arguments { optionalNonNullBooleanArgField(optionalBooleanArg: $b) } }")]
    [SuppressMessage("Usage", "xUnit1026", Justification = "The section names the case.")]
    public void What_keeps_them_all_passes(string section, string document) => Pets.Validate(document).ShouldBeEmpty(section);

    [Fact]
    public void An_operation_that_the_schema_has_not_is_told()
    {
        var schema = Schema.Parse("type Query { a: Int }");

        Validator.Validate(schema, Parser.Parse("mutation { a }")).Select(error => error.Message).ShouldBe(["This schema has no mutations."]);
    }

    [Fact]
    public void Fragments_within_fragments_do_not_multiply_the_work()
    {
        var fragments = string.Join('\n', Enumerable.Range(0, 40).Select(i => $"fragment f{i} on Human {{ pets {{ ... on Dog {{ owner {{ ...f{i + 1} }} o2: owner {{ ...f{i + 1} }} }} }} }}"));

        Pets.Validate($"{{ human {{ ...f0 }} }} {fragments} fragment f40 on Human {{ name }}").ShouldBeEmpty();
    }

    [Fact]
    public void A_schema_that_breaks_its_own_rules_is_refused_with_all_of_them()
    {
        var problems = Should.Throw<SchemaException>(() => Schema.Parse("""
            type Query { a(x: Query): In, __b: Int }
            input In { i: In! }
            interface I { name(x: Int): String! }
            type T implements I { name(y: Int!): String }
            union U = T | T
            """)).Message.Split('\n');

        problems.ShouldBe(
        [
            "In: can never be given: each value needs another of the same kind (section 3.10).",
            "Query: a is of an input type (section 3.6).",
            "Query: a(x:) is not of an input type (section 3.6).",
            "Query: __b begins with __, as only introspection's fields do (section 3.6).",
            "T: name is String, where I promises String! (section 3.6).",
            "T: name must take x: Int, as I promises (section 3.6).",
            "T: name(y:) is required, and I has no such argument (section 3.6).",
            "U: has a member twice (section 3.8).",
        ]);
    }
}
