using System.Text.Json;
using System.Text.RegularExpressions;

namespace Causeway.Platform.Http;

/// <summary>What ASP.NET Core says of a parameter that it could not read, in the words of the API.</summary>
internal static partial class ParameterFault
{
    public static Problem Of(BadHttpRequestException exception) =>
        Failed().Match(exception.Message) is { Success: true } failed
            ? Problems.Invalid(JsonNamingPolicy.SnakeCaseLower.ConvertName(failed.Groups["name"].Value), $"must be {Wanted(failed.Groups["type"].Value)}.")
            : Problems.Of(exception.StatusCode, "Bad Request", exception.Message);

    private static string Wanted(string type) => type.TrimEnd('?') switch
    {
        "Guid" => "a UUID",
        "int" or "long" => "a whole number",
        "bool" => "true or false",
        "decimal" or "double" => "a number",
        var other => $"a {other}",
    };

    [GeneratedRegex(""""^Failed to bind parameter "(?<type>[^ "]+) (?<name>\w+)" from """", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Failed();
}
