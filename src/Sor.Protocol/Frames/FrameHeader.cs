namespace Sor.Protocol;

/// <summary>The header of a frame from a worker: what of it this version understands. Valid until the next frame is read.</summary>
public sealed class FrameHeader
{
    public FrameType Type { get; internal set; }

    /// <summary>Invocation it belongs to; 0 when it names none.</summary>
    public long Id { get; internal set; }

    /// <summary>Size of the body in bytes.</summary>
    public int Length { get; internal set; }

    public string? ContentType { get; internal set; }

    public string? ErrorType { get; internal set; }

    public string? ErrorMessage { get; internal set; }

    public IReadOnlyList<string> StackTrace { get; internal set; } = [];

    public bool Retry { get; internal set; }

    /// <summary>Of a terminal frame: the worker ends after it.</summary>
    public bool IsLast { get; internal set; }

    /// <summary>Of <c>ready</c>: protocol version; 0 when missing.</summary>
    public int Version { get; internal set; }

    /// <summary>Of <c>ready</c>: how many events it takes at once; at least 1.</summary>
    public int Concurrency { get; internal set; } = 1;

    /// <summary>Of <c>log</c>.</summary>
    public string? Level { get; internal set; }

    /// <summary>Of <c>log</c>.</summary>
    public string? Message { get; internal set; }

    /// <summary>Of <c>log</c>: JSON text of its fields; empty when it has none.</summary>
    public ReadOnlyMemory<byte> Fields { get; internal set; }

    /// <summary>The header's bytes without the line feed: notes are taken from it.</summary>
    public ReadOnlyMemory<byte> Line { get; internal set; }

    internal void Reset(ReadOnlyMemory<byte> line)
    {
        Line = line;
        Type = FrameType.Unknown;
        Id = 0;
        Length = 0;
        ContentType = null;
        ErrorType = null;
        ErrorMessage = null;
        StackTrace = [];
        Retry = false;
        IsLast = false;
        Version = 0;
        Concurrency = 1;
        Level = null;
        Message = null;
        Fields = default;
    }
}
