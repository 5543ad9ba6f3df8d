using System.Diagnostics;
using Causeway.GraphQL;
using Causeway.GraphQL.Language;
using Causeway.GraphQL.Types;
using Causeway.GraphQL.Validation;
using Causeway.Tests.Infrastructure;
using Shouldly;

namespace Causeway.Tests.GraphQL;

/// <summary>What npm's reference implementation says, and what we say of the same.</summary>
internal static class Oracle
{
    /// <summary>Runs a script of <c>tests/tools/graphql</c>.</summary>
    public static async Task<string> AskAsync(string script, string input)
    {
        var start = new ProcessStartInfo("node", script) { WorkingDirectory = Repository.File("tests/tools/graphql"), UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, "npm graphql did not answer; ./test installs it (npm ci in tests/tools)");
        return output;
    }

    /// <summary>Why we refuse a document; null where we take it.</summary>
    public static string? Refusal(Schema schema, string document)
    {
        try
        {
            return Validator.Validate(schema, Parser.Parse(document)) is { Count: > 0 } errors ? errors[0].Message : null;
        }
        catch (GraphQLException exception)
        {
            return exception.Message;
        }
    }
}
