using Microsoft.AspNetCore.Http;

namespace Sor.DevServer.Hosting;

/// <summary>
/// Whether a request was meant for this machine. A page on some site may point a name of its own at 127.0.0.1 and have the
/// browser call us under it; its <c>Host</c> gives it away.
/// </summary>
internal static class HostHeader
{
    public static bool IsLocal(HttpRequest request)
    {
        var host = request.Host.Host;
        return host is "127.0.0.1" or "[::1]" ||
            host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ||
            host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }
}
