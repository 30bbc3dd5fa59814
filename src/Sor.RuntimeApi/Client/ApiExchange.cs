using Sor.IO;
using Sor.Native;

namespace Sor.RuntimeApi;

/// <summary>
/// One keep-alive connection to the Runtime API: sends a request, reads its response, and connects anew when the connection
/// was lost before any byte of a response had come.
/// </summary>
internal sealed class ApiExchange(EventLoop loop, RuntimeApiEndpoint endpoint) : IDisposable
{
    // A platform that hangs up on every attempt is gone: do not turn round in circles.
    private const int MaxAttempts = 3;

    private AsyncSocket? _socket;
    private bool _isDisposed;

    internal HttpResponseReader Response { get; } = new();

    /// <summary>Opens the connection ahead of its first request.</summary>
    internal void Connect()
    {
        try
        {
            _socket ??= new AsyncSocket(loop, Sockets.Connect(endpoint.Host, endpoint.Port));
        }
        catch (NativeException exception)
        {
            throw new RuntimeApiException($"cannot reach the Lambda Runtime API at {endpoint.Authority}: {exception.Message}");
        }
    }

    /// <summary>Sends head and body and reads the response into <see cref="Response"/>.</summary>
    internal async ValueTask SendAsync(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body, InvocationBuffers buffers)
    {
        for (var attempt = 1; ; attempt++)
        {
            Connect();
            Response.Begin(buffers);
            var problem = await TryOnceAsync(_socket!, head, body);
            if (problem is null)
            {
                if (!Response.KeepAlive)
                    Close();
                return;
            }

            Close();
            if (_isDisposed)
                throw new RuntimeApiException("the bootstrap ends: nothing is asked for any more");
            if (Response.HasBegun)
                throw new RuntimeApiException($"the Lambda Runtime API's answer is unusable: {problem}");
            if (attempt == MaxAttempts)
                throw new RuntimeApiException($"the Lambda Runtime API closed the connection {MaxAttempts} times without an answer: {problem}");
        }
    }

    /// <summary>Closes the connection. Whoever waits for an answer must not ask again.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Close();
    }

    /// <summary>Null when the response is complete, else what went wrong.</summary>
    private async ValueTask<string?> TryOnceAsync(AsyncSocket socket, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
    {
        // A server may answer and close before it has read everything (413): its answer counts more than the failed write.
        var written = await socket.WriteAsync(head, body);
        for (; ; )
        {
            var n = await socket.ReadAsync(Response.FreeSpace);
            if (n < 0)
                return ErrorNumber.Describe(written < 0 ? -written : -n);
            var state = n == 0 ? Response.HasBegun ? Response.End() : HttpReadState.Broken : Response.Advance(n);
            if (state == HttpReadState.Complete)
                return null;
            if (state == HttpReadState.Broken)
                return Response.Problem ?? "the connection was closed";
        }
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
