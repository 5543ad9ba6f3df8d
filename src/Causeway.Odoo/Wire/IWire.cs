namespace Causeway.Odoo.Wire;

/// <summary>How calls look on one transport.</summary>
internal interface IWire
{
    OdooTransport Transport { get; }

    /// <summary>The request for a call of a model's method as a user.</summary>
    HttpRequestMessage Call(OdooCall call, long uid);

    /// <summary>Reads the answer up to its result; an error in it is thrown.</summary>
    ValueTask<Answer> OpenAsync(AnswerBody body);
}

/// <summary>The older transports, which have services beside the models.</summary>
internal interface IRpcWire : IWire
{
    /// <summary>The request for a method of the service "common": version and authenticate.</summary>
    HttpRequestMessage Common(string method, params object?[] arguments);
}
