using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sor.Protocol;

/// <summary>Writes the headers of the host's frames. One instance for each channel: the buffer is used again.</summary>
public sealed class FrameWriter
{
    private readonly ArrayBufferWriter<byte> _header = new(1024);
    private string? _arn;
    private byte[] _arnMember = [];

    /// <summary>The constants of the channel. Larger than a header may be when the stages' configuration is: then it must not be sent.</summary>
    public ReadOnlyMemory<byte> Hello(HelloFrame hello)
    {
        _header.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_header))
        {
            hello.Write(json);
        }

        _header.Write("\n"u8);
        return _header.WrittenMemory;
    }

    /// <summary>One event for one stage.</summary>
    /// <param name="id">Never used before on this channel.</param>
    /// <param name="target">Stage and phase, prepared once, see <see cref="PrepareTarget"/>.</param>
    /// <param name="context">The invocation.</param>
    /// <param name="parts">What the stage is told beside what every stage is told.</param>
    /// <param name="payload">Its bytes follow as the body.</param>
    /// <param name="timing">Instants that the worker is told.</param>
    public ReadOnlyMemory<byte> Invoke(long id, byte[] target, InvocationContext context, ContextParts parts, in Payload payload, in InvokeTiming timing)
    {
        _header.ResetWrittenCount();
        _header.Write("{\"type\":\"invoke\",\"id\":"u8);
        Write(id);
        _header.Write(target);
        if (payload.ContentType != ContentTypes.Json)
        {
            _header.Write(",\"contentType\":"u8);
            WriteString(payload.ContentType);
        }

        if (timing.DeadlineUnixMs is { } deadline)
        {
            _header.Write(",\"deadline\":"u8);
            Write(deadline);
        }

        if (timing.CancelAtUnixMs is { } cancelAt)
        {
            _header.Write(",\"cancelAt\":"u8);
            Write(cancelAt);
        }

        if (context.IdleMs is { } idle)
        {
            _header.Write(",\"idleMs\":"u8);
            Write(idle);
        }

        _header.Write(",\"context\":{"u8);
        ContextWriter.WriteShared(_header, context);
        WriteFunctionArn(context.FunctionArn);
        ContextWriter.WriteParts(_header, context, parts);
        ContextWriter.WriteNotes(_header, context, timing.Stage);
        _header.Write("},\"length\":"u8);
        Write(payload.Bytes.Length);
        _header.Write("}\n"u8);
        return _header.WrittenMemory;
    }

    /// <summary>The part of <see cref="Invoke"/> that is the same for every event of a stage's phase.</summary>
    public static byte[] PrepareTarget(string stage, Phase phase) =>
        Encoding.UTF8.GetBytes($",\"stage\":\"{JsonEncodedText.Encode(stage)}\",\"phase\":\"{PhaseNames.NameOf(phase)}\"");

    /// <summary>Asks the worker whether its loop is alive.</summary>
    public ReadOnlyMemory<byte> Ping(long token)
    {
        _header.ResetWrittenCount();
        _header.Write("{\"type\":\"ping\",\"token\":"u8);
        Write(token);
        _header.Write("}\n"u8);
        return _header.WrittenMemory;
    }

    /// <summary>Asks the worker to finish and exit.</summary>
    public ReadOnlyMemory<byte> Shutdown(TimeSpan grace, string reason)
    {
        _header.ResetWrittenCount();
        _header.Write("{\"type\":\"shutdown\",\"graceMs\":"u8);
        Write((long)grace.TotalMilliseconds);
        _header.Write(",\"reason\":"u8);
        WriteString(reason);
        _header.Write("}\n"u8);
        return _header.WrittenMemory;
    }

    /// <summary>The one fact of the function that may differ from event to event: the alias or version it was called by.</summary>
    private void WriteFunctionArn(string? arn)
    {
        if (arn is null)
            return;
        if (arn != _arn)
        {
            _arn = arn;
            _arnMember = Encoding.UTF8.GetBytes($",\"function\":{{\"arn\":\"{JsonEncodedText.Encode(arn)}\"}}");
        }

        _header.Write(_arnMember);
    }

    private void Write(long number)
    {
        var span = _header.GetSpan(20);
        _ = number.TryFormat(span, out var written, default, CultureInfo.InvariantCulture);
        _header.Advance(written);
    }

    private void WriteString(string text)
    {
        _header.Write("\""u8);
        _header.Write(JsonEncodedText.Encode(text).EncodedUtf8Bytes);
        _header.Write("\""u8);
    }
}
