using System.Buffers;
using Sor.Middleware.Text;

namespace Sor.Middleware.Frames;

/// <summary>Writes a worker's frames. May be used by several threads: a frame goes out in one piece.</summary>
/// <param name="write">Writes everything; false: nobody reads any more.</param>
internal sealed class FrameWriter(Func<ReadOnlyMemory<byte>, bool> write)
{
    // Up to here one write of header and body joined is cheaper than two writes; beyond, the copy would count.
    private const int JoinedBytes = 16 * 1024;

    private readonly ArrayBufferWriter<byte> _out = new(1024);
    private readonly Lock _lock = new();

    internal void Ready(int concurrency)
    {
        lock (_lock)
        {
            _out.Write("{\"type\":\"ready\",\"version\":1,\"concurrency\":"u8);
            JsonText.Write(_out, concurrency);
            _out.Write(",\"features\":[]}\n"u8);
            Send();
        }
    }

    internal void Pong(ReadOnlySpan<byte> token)
    {
        lock (_lock)
        {
            _out.Write("{\"type\":\"pong\",\"token\":"u8);
            _out.Write(token.IsEmpty ? "null"u8 : token);
            _out.Write("}\n"u8);
            Send();
        }
    }

    internal void Log(long id, LogLevel level, string message, ReadOnlySpan<(string Name, string Value)> fields)
    {
        lock (_lock)
        {
            Begin("log"u8, id);
            _out.Write(",\"level\":\""u8);
            _out.Write(System.Text.Encoding.ASCII.GetBytes(LogText.NameOf(level)));
            _out.Write("\",\"message\":"u8);
            JsonText.Write(_out, LogText.Cut(message));
            if (!fields.IsEmpty)
            {
                _out.Write(",\"fields\":"u8);
                LogText.WriteFields(_out, fields);
            }

            _out.Write("}\n"u8);
            Send();
        }
    }

    /// <summary>A failure of an invocation, or of the start without an id.</summary>
    internal void Error(long? id, Failure failure, bool isLast = false)
    {
        lock (_lock)
        {
            if (id is { } known)
                Begin("error"u8, known);
            else
                _out.Write("{\"type\":\"error\""u8);
            _out.Write(","u8);
            ErrorText.WriteMembers(_out, failure);
            End(isLast);
            Send();
        }
    }

    /// <summary>A payload that goes on, or a reply, with the notes in front. <see cref="FailureException"/>, and nothing was sent: a note does not fit.</summary>
    internal void Result(long id, in Outcome outcome, ReadOnlyMemory<byte> payload, CallNotes? notes)
    {
        lock (_lock)
        {
            if (notes is not null)
                Notes(id, notes);
            Begin(outcome.Kind == OutcomeKind.Reply ? "reply"u8 : "result"u8, id);
            if (outcome.ContentType is { } contentType)
            {
                _out.Write(",\"contentType\":"u8);
                JsonText.Write(_out, contentType);
            }

            _out.Write(",\"length\":"u8);
            JsonText.Write(_out, payload.Length);
            End(outcome.IsLast);
            if (payload.Length <= JoinedBytes)
            {
                _out.Write(payload.Span);
                Send();
            }
            else
            {
                Send();
                Send(payload);
            }
        }
    }

    /// <summary>One frame for each kind of note: together they could pass the limit of a header.</summary>
    private void Notes(long id, CallNotes notes)
    {
        foreach (var (name, write) in notes.Made())
        {
            var start = _out.WrittenCount;
            Begin("note"u8, id);
            _out.Write(","u8);
            JsonText.Write(_out, name);
            _out.Write(":"u8);
            write(_out);
            End(isLast: false);
            var size = _out.WrittenCount - start;
            if (size <= FrameReader.HeaderBytes)
                continue;
            _out.ResetWrittenCount();
            throw new FailureException("Runtime.NotesTooLarge", $"the note \"{name}\" has {size} bytes, the limit is {FrameReader.HeaderBytes}");
        }
    }

    private void Begin(ReadOnlySpan<byte> type, long id)
    {
        _out.Write("{\"type\":\""u8);
        _out.Write(type);
        _out.Write("\",\"id\":"u8);
        JsonText.Write(_out, id);
    }

    private void End(bool isLast) => _out.Write(isLast ? ",\"last\":true}\n"u8 : "}\n"u8);

    private void Send()
    {
        Send(_out.WrittenMemory);
        _out.ResetWrittenCount();
    }

    private void Send(ReadOnlyMemory<byte> data)
    {
        if (!write(data))
            throw new HostGoneException();
    }
}
