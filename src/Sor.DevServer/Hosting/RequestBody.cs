using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Sor.DevServer.Hosting;

/// <summary>How reading a request's body ended.</summary>
internal enum BodyEnd
{
    Whole,
    TooLarge,
    Truncated,
}

/// <summary>The body of a request, read to its end within a limit.</summary>
internal readonly record struct RequestBody(BodyEnd End, ReadOnlyMemory<byte> Bytes)
{
    public static async Task<RequestBody> ReadAsync(HttpRequest request, int limitBytes)
    {
        if (request.ContentLength > limitBytes)
            return new(BodyEnd.TooLarge, default);
        var reader = request.BodyReader;
        try
        {
            for (; ; )
            {
                var read = await reader.ReadAsync(request.HttpContext.RequestAborted);
                if (read.Buffer.Length > limitBytes)
                    return new(BodyEnd.TooLarge, default);
                if (read.IsCompleted)
                {
                    var bytes = read.Buffer.ToArray();
                    reader.AdvanceTo(read.Buffer.End);
                    return new(BodyEnd.Whole, bytes);
                }

                // Nothing consumed, everything looked at: the pipe keeps what has come and waits for more.
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return new(BodyEnd.Truncated, default);
        }
    }
}
