using Causeway.Platform;
using Causeway.Platform.Settings;

namespace Causeway.Features.Doctor;

/// <summary>Whether the port is free, or a Causeway already answers there.</summary>
internal static class PortExam
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<Finding> RunAsync(CausewaySettings settings, CancellationToken cancellationToken)
    {
        try
        {
            ListeningAddress.RefuseWhenTaken(settings);
            return new Finding(Verdict.Ok, "port", $"{settings.Port} on {settings.Listen} is free");
        }
        catch (StartRefusedException refused)
        {
            return await IsCausewayAsync(settings, cancellationToken)
                ? new Finding(Verdict.Ok, "port", $"a Causeway answers on {settings.Listen}, port {settings.Port}")
                : new Finding(Verdict.Wrong, "port", refused.Message);
        }
    }

    private static async Task<bool> IsCausewayAsync(CausewaySettings settings, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            var url = new UriBuilder(Uri.UriSchemeHttp, settings.Listen.ToString(), settings.Port, "health").Uri;
            return (await client.GetStringAsync(url, cancellationToken)).Contains("\"healthy\"", StringComparison.Ordinal);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
