using System.Net;
using System.Net.Http.Headers;

namespace Causeway.Odoo.Wire;

/// <summary>POST /json/2/{model}/{method}: named arguments in, the bare value out, errors by HTTP status.</summary>
internal sealed class Json2Wire(OdooOptions options, Uri root) : IWire
{
    public OdooTransport Transport => OdooTransport.Json2;

    public HttpRequestMessage Call(OdooCall call, long uid)
    {
        var request = JsonContent.Post(new Uri(root, $"json/2/{Uri.EscapeDataString(call.Model)}/{Uri.EscapeDataString(call.Method)}"), writer =>
        {
            writer.WriteStartObject();
            if (call.Ids is not null)
                JsonContent.WriteArgument(writer, "ids", call.Ids);
            if (call.Context is not null)
                JsonContent.WriteArgument(writer, "context", call.Context.ToArguments());
            foreach (var (name, value) in call.Arguments)
                JsonContent.WriteArgument(writer, name, value);
            writer.WriteEndObject();
        });
        request.Headers.Authorization = new AuthenticationHeaderValue("bearer", options.Secret);
        request.Headers.TryAddWithoutValidation("X-Odoo-Database", options.Database);
        return request;
    }

    /// <summary>Says which version answers; asks for no credentials.</summary>
    public HttpRequestMessage Version() => new(HttpMethod.Get, new Uri(root, "json/version"));

    public async ValueTask<Answer> OpenAsync(AnswerBody body)
    {
        var isJson = JsonContent.IsJson(body.Response);
        if (body.Response.IsSuccessStatusCode)
            return isJson ? JsonAnswer.OpenBare(body, options.MaxDepth) : throw HttpFaults.NotOdoo(body.Response);
        throw isJson && !IsGateway(body.Response.StatusCode) ? await ReadFaultAsync(body) : await HttpFaults.ReadAsync(body);
    }

    // Odoo itself answers 500 to a caller's error as well; these it never sends.
    private static bool IsGateway(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private async ValueTask<OdooException> ReadFaultAsync(AnswerBody body)
    {
        await using var answer = JsonAnswer.OpenBare(body, options.MaxDepth);
        return await answer.ReadResultAsync() is Dictionary<string, object?> error && error.GetValueOrDefault("name") is string
            ? OdooFaults.FromNamed(error)
            : HttpFaults.FromStatus(body.Response, "");
    }
}
