using Sor.Protocol;

namespace Sor.Conformance.Frames;

/// <summary>What came on a channel: a frame, the end, or what broke it.</summary>
internal sealed record ReceivedFrame
{
    public FrameType Type { get; init; }

    public long Id { get; init; }

    /// <summary>The header's line, without the line feed.</summary>
    public byte[] Line { get; init; } = [];

    public byte[] Body { get; init; } = [];

    public string? ContentType { get; init; }

    public string? ErrorType { get; init; }

    public string? ErrorMessage { get; init; }

    public int Concurrency { get; init; }

    public int Version { get; init; }

    public bool IsLast { get; init; }

    /// <summary>Set when the channel is broken: the rule, and what was seen.</summary>
    public Violation? Problem { get; init; }

    public bool IsEnd { get; init; }

    public bool IsTerminal => Type is FrameType.Result or FrameType.Reply or FrameType.Error;
}
