namespace Causeway.Odoo.Wire;

/// <summary>One request and its answer, with the deadline and the limits, and every failure in our terms.</summary>
internal sealed class Exchange(OdooOptions options, HttpClient http, TimeProvider time)
{
    /// <summary>Sends a request and reads its answer up to the result, which the caller reads and disposes of.</summary>
    public async Task<Answer> SendAsync(HttpRequestMessage request, Func<AnswerBody, ValueTask<Answer>> open, CancellationToken cancellationToken)
    {
        using (request)
        {
            var deadline = new Deadline(options.Timeout, time, cancellationToken);
            AnswerBody? body = null;
            try
            {
                body = await ReceiveAsync(request, deadline);
                return await open(body);
            }
            catch
            {
                if (body is null)
                    deadline.Dispose();
                else
                    await body.DisposeAsync();
                throw;
            }
        }
    }

    private async Task<AnswerBody> ReceiveAsync(HttpRequestMessage request, Deadline deadline)
    {
        deadline.Start();
        HttpResponseMessage? response = null;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return new AnswerBody(response, await response.Content.ReadAsStreamAsync(deadline.Token), deadline, options.MaxResponseBytes);
        }
        catch (Exception exception) when (NetworkFaults.IsOne(exception, deadline))
        {
            response?.Dispose();
            throw NetworkFaults.Translate(exception, deadline);
        }
        finally
        {
            deadline.Pause();
        }
    }
}
