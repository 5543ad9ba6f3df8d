using System.Net.Sockets;
using Causeway.Platform.Settings;

namespace Causeway.Platform;

/// <summary>Whether the address of the settings is free: asked before anything starts, so that the answer is the first thing said.</summary>
internal static class ListeningAddress
{
    public static void RefuseWhenTaken(CausewaySettings settings)
    {
        using var listener = new TcpListener(settings.Listen, settings.Port);
        try
        {
            listener.Start();
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new StartRefusedException($"Port {settings.Port} on {settings.Listen} is taken by another program. Stop it, or set PORT.", failure);
        }
        catch (SocketException failure)
        {
            throw new StartRefusedException($"Cannot listen on {settings.Listen}, port {settings.Port}: {failure.Message}. Set LISTEN or PORT.", failure);
        }
    }
}
