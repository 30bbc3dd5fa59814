using System.Buffers;
using System.Globalization;
using System.Text;
using Sor.Protocol;

namespace Sor.Processes;

/// <summary>Wraps documents so that an answer can be told to belong to them: <c>{"id","phase","context","event"}</c>.</summary>
internal sealed class LineEnvelope(string stage, ContextParts parts, FunctionIdentity function)
{
    private readonly ArrayBufferWriter<byte> _head = new(1024);
    private long _lastId;

    /// <summary>The line, in memory of the invocation; null when the payload is not one JSON document.</summary>
    internal ReadOnlyMemory<byte>? Wrap(Phase phase, in Invocation invocation, out long id)
    {
        id = 0;
        var payload = invocation.Payload.Bytes;
        if (!JsonLine.IsJson(payload.Span))
            return null;
        id = ++_lastId;
        _head.ResetWrittenCount();
        _ = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{id},\"phase\":\"{PhaseNames.NameOf(phase)}\",\"context\":"), _head);
        long? remaining = invocation.Context.DeadlineUnixMs is { } deadline ? deadline - DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() : null;
        ContextWriter.WriteComplete(_head, invocation.Context, stage, parts, function, invocation.Payload.ContentType, remaining);
        _head.Write(",\"event\":"u8);
        var length = _head.WrittenCount + payload.Length + 2;
        var line = invocation.Context.Buffers.Rent(length);
        _head.WrittenSpan.CopyTo(line);
        JsonLine.CopyOnOneLine(payload.Span, line.AsSpan(_head.WrittenCount));
        "}\n"u8.CopyTo(line.AsSpan(length - 2));
        return line.AsMemory(0, length);
    }
}
