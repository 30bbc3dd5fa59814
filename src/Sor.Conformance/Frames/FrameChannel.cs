using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Sor.Native;
using Sor.Protocol;

namespace Sor.Conformance.Frames;

/// <summary>The host's end of a channel. A thread reads, so that large bodies may cross in both directions at once.</summary>
internal sealed class FrameChannel : IFrameBodies, IDisposable
{
    private const int ShownBytes = 80;

    private readonly Descriptor _socket;
    private readonly Thread _thread;
    private readonly FrameReader _reader;
    private readonly BlockingCollection<ReceivedFrame> _frames = [];
    private readonly byte[] _recent = new byte[ShownBytes];
    private volatile bool _isStopped;
    private volatile string? _openBody;
    private long _received;
    private long _consumed;
    private string? _lastWithBody;

    public FrameChannel(Descriptor socket)
    {
        _socket = socket;
        _reader = new FrameReader(this);
        _thread = new Thread(Read) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>What has begun but not ended, for messages; null: nothing.</summary>
    public Violation? Unfinished()
    {
        if (_openBody is { } header)
            return new Violation("frames.length", $"the frame {header} was not followed by as many bytes as its length says");
        var left = Interlocked.Read(ref _received) - Interlocked.Read(ref _consumed);
        return left > 0 ? StrayBytes($"{left} bytes that are no whole frame") : null;
    }

    /// <summary>The next frame; null when none came in time.</summary>
    public ReceivedFrame? Next(TimeSpan patience) => _frames.TryTake(out var frame, patience) ? frame : null;

    /// <summary>Sends bytes, in pieces of at most so many each.</summary>
    public void Send(ReadOnlySpan<byte> bytes, TimeSpan patience, int piece = int.MaxValue)
    {
        var clock = Stopwatch.StartNew();
        while (!bytes.IsEmpty)
        {
            var sent = Sockets.Send(_socket, bytes[..Math.Min(piece, bytes.Length)], default);
            if (sent >= 0)
            {
                bytes = bytes[sent..];
                continue;
            }

            if (sent != -ErrorNumber.WouldBlock)
                return; // Closed by the worker: the reader tells it.
            if (clock.Elapsed > patience)
                throw new Violation("frames.reads", $"{bytes.Length} bytes could not be sent within {patience.TotalSeconds:0.#} s: the worker does not read its channel");
            _ = Descriptors.WaitWritable(_socket, 50);
        }
    }

    /// <summary>Closes the host's end.</summary>
    public void Close()
    {
        _isStopped = true;
        _thread.Join();
        _socket.Dispose();
    }

    public void Dispose()
    {
        Close();
        _frames.Dispose();
    }

    byte[] IFrameBodies.Rent(FrameHeader header)
    {
        _openBody = Shown(header.Line.Span);
        return new byte[header.Length];
    }

    private static string Shown(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var item in bytes[..Math.Min(ShownBytes, bytes.Length)])
            _ = item is >= 0x20 and < 0x7F ? text.Append((char)item) : text.Append('.');
        return bytes.Length > ShownBytes ? $"{text}…" : text.ToString();
    }

    private void Read()
    {
        while (!_isStopped)
        {
            if (!Descriptors.WaitReadable(_socket, 50))
                continue;
            var space = _reader.FreeSpace.Span;
            var count = Sockets.Receive(_socket, space, patiently: false);
            if (count == -ErrorNumber.WouldBlock)
                continue;
            if (count <= 0)
            {
                _frames.Add(new ReceivedFrame { IsEnd = true, Problem = Unfinished() });
                return;
            }

            space[..Math.Min(count, ShownBytes)].CopyTo(_recent);
            _ = Interlocked.Add(ref _received, count);
            _reader.Advance(count);
            if (!TakeFrames(Math.Min(count, ShownBytes)))
                return;
        }
    }

    private bool TakeFrames(int shown)
    {
        for (; ; )
        {
            switch (_reader.Read())
            {
                case FrameReadState.NeedMore:
                    return true;
                case FrameReadState.Broken:
                    _frames.Add(new ReceivedFrame { IsEnd = true, Problem = Broken(_reader.Problem!, shown) });
                    return false;
                default:
                    var frame = Copy();
                    _openBody = null;
                    _lastWithBody = frame.IsTerminal ? Shown(frame.Line) : null;
                    _ = Interlocked.Add(ref _consumed, frame.Line.Length + 1 + frame.Body.Length);
                    _frames.Add(frame);
                    break;
            }
        }
    }

    private Violation Broken(string problem, int shown)
    {
        var text = $"{problem}; received: {Shown(_recent.AsSpan(0, shown))}";
        if (problem.Contains("is larger than", StringComparison.Ordinal))
            return new Violation("frames.header-size", text);
        return problem.Contains("\"length\"", StringComparison.Ordinal) ? new Violation("frames.length", text) : StrayBytes(text);
    }

    // Bytes behind an answer that begin no header are, as a rule, the rest of a body whose length was told too small.
    private Violation StrayBytes(string text) => _lastWithBody is null
        ? new Violation("frames.header", text)
        : new Violation("frames.length", $"behind the frame {_lastWithBody} and the body that its length promises: {text}");

    private ReceivedFrame Copy()
    {
        var header = _reader.Header;
        return new ReceivedFrame
        {
            Type = header.Type,
            Id = header.Id,
            Line = header.Line.ToArray(),
            Body = _reader.Body.ToArray(),
            ContentType = header.ContentType,
            ErrorType = header.ErrorType,
            ErrorMessage = header.ErrorMessage,
            Concurrency = header.Concurrency,
            Version = header.Version,
            IsLast = header.IsLast,
        };
    }
}
