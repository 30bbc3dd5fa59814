using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sor.RuntimeApi.Tests;

/// <summary>
/// The other side of a real socket on loopback: takes one connection after the other and answers each request with the next
/// bytes of that connection's script, then closes.
/// </summary>
internal sealed class ScriptedPlatform : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string> _requests = [];
    private readonly Lock _lock = new();
    private readonly Task _serving;

    private ScriptedPlatform(Func<Connection, Task>[] connections)
    {
        _listener.Start();
        Endpoint = RuntimeApiEndpoint.Parse(_listener.LocalEndpoint.ToString())!;
        _serving = ServeAsync(connections);
    }

    public RuntimeApiEndpoint Endpoint { get; }

    /// <summary>Heads and bodies as they came, in order.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>One connection for each script.</summary>
    public static ScriptedPlatform Start(params Func<Connection, Task>[] connections) => new(connections);

    /// <summary>A connection that answers so many requests with these bytes.</summary>
    public static Func<Connection, Task> Answers(params string[] responses) => async connection =>
    {
        foreach (var response in responses)
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(response);
        }
    };

    public static string Accepted { get; } = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";

    public static string Event(string headers, string body) =>
        string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}");

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Dispose();
    }

    private async Task ServeAsync(Func<Connection, Task>[] connections)
    {
        foreach (var script in connections)
        {
            try
            {
                using var socket = await _listener.AcceptSocketAsync();
                socket.NoDelay = true;
                await script(new Connection(this, socket));
            }
            catch (Exception exception) when (exception is SocketException or InvalidOperationException)
            {
                // The client went away, or the test is over: what was recorded until then is what counts.
            }
        }
    }

    /// <summary>One connection, as a script sees it.</summary>
    internal sealed class Connection(ScriptedPlatform platform, Socket socket)
    {
        public Socket Socket { get; } = socket;

        public async Task ReadRequestAsync()
        {
            var bytes = new List<byte>();
            var buffer = new byte[64 * 1024];
            while (!IsComplete(bytes))
            {
                var count = await Socket.ReceiveAsync(buffer);
                if (count == 0)
                    return;
                bytes.AddRange(buffer.AsSpan(0, count));
            }

            lock (platform._lock)
                platform._requests.Add(Encoding.Latin1.GetString([.. bytes]));
        }

        public async Task SendAsync(string bytes) => _ = await Socket.SendAsync(Encoding.Latin1.GetBytes(bytes));

        private static bool IsComplete(List<byte> bytes)
        {
            var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes);
            var end = span.IndexOf("\r\n\r\n"u8);
            if (end < 0)
                return false;
            var head = Encoding.Latin1.GetString(span[..end]);
            var at = head.IndexOf("Content-Length: ", StringComparison.Ordinal);
            var length = at < 0 ? 0 : int.Parse(head[(at + 16)..].Split('\r')[0], CultureInfo.InvariantCulture);
            return span.Length >= end + 4 + length;
        }
    }
}
