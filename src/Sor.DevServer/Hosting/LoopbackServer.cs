using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Sor.DevServer.Hosting;

/// <summary>
/// An HTTP/1.1 server on the loopback addresses that hands every request to one delegate. Kestrel without its host: a
/// server for each <c>bootstrap</c> must cost little, and signals belong to the command line.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    // Another program may take the port between our look and our bind: a few tries are enough.
    private const int FreePortTries = 8;

    private readonly KestrelServer _server;

    private LoopbackServer(KestrelServer server, int port)
    {
        _server = server;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Starts on the port; null when something else listens there.</summary>
    public static async Task<LoopbackServer?> TryStartAsync(int port, RequestDelegate handler, Action<KestrelServerLimits> limits)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);

        // A client that is told "localhost" may try ::1 only.
        if (HasIPv6Loopback())
            options.Listen(IPAddress.IPv6Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        limits(options.Limits);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(new Application(handler), CancellationToken.None);
            return new LoopbackServer(server, port);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            server.Dispose();
            return null;
        }
    }

    /// <summary>Starts on a port that the system gives.</summary>
    public static async Task<LoopbackServer> StartAnywhereAsync(RequestDelegate handler, Action<KestrelServerLimits> limits)
    {
        for (var tries = 0; tries < FreePortTries; tries++)
        {
            if (await TryStartAsync(FindFreePort(), handler, limits) is { } server)
                return server;
        }

        throw new IOException("no free port on 127.0.0.1 was found");
    }

    /// <summary>Stops at once: requests under way are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    private static int FindFreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    private static bool HasIPv6Loopback()
    {
        if (!Socket.OSSupportsIPv6)
            return false;
        try
        {
            using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private sealed class Application(RequestDelegate handler) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => handler(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
