using System.Buffers;
using System.Text.Json;
using Sor.Middleware;

namespace Sor.Wasm.Worker;

/// <summary>The context as an executable gets it: with the deadline and the content type, which a frame has outside of it.</summary>
internal static class GuestContext
{
    /// <summary>The variable <c>SOR_CONTEXT</c> with a NUL at its end.</summary>
    internal static byte[] Variable(Call call)
    {
        var context = call.Context.Json.Span.Trim(" \t\r\n"u8);
        var to = new ArrayBufferWriter<byte>(context.Length + 160);
        to.Write("SOR_CONTEXT="u8);
        using (var writer = new Utf8JsonWriter(to, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("contentType"u8, call.ContentType);
            if (call.Deadline is { } deadline)
            {
                writer.WriteNumber("deadline"u8, deadline.ToUnixTimeMilliseconds());
                writer.WriteNumber("remainingMs"u8, (long)call.Remaining!.Value.TotalMilliseconds);
            }

            writer.Flush();
        }

        // The object is still open: the frame's own members follow.
        var rest = context.Length > 2 ? context[1..].TrimStart(" \t\r\n"u8) : "}"u8;
        if (rest is not [(byte)'}'])
            to.Write(","u8);
        to.Write(rest);
        to.Write("\0"u8);
        return to.WrittenSpan.ToArray();
    }
}
