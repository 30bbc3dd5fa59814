namespace Sor.Middleware.Frames;

/// <summary>Types of frames that a host sends. Types this version does not know are <see cref="Unknown"/> and ignored.</summary>
internal enum HostFrameType
{
    Unknown,
    Hello,
    Invoke,
    Ping,
    Shutdown,
}

/// <summary>A frame of the host: what of its header this version understands, and its body. Valid until the next one is read.</summary>
internal sealed class HostFrame
{
    internal HostFrameType Type { get; set; }

    internal long Id { get; set; }

    internal int Length { get; set; }

    internal string? Stage { get; set; }

    internal string? Phase { get; set; }

    internal string? ContentType { get; set; }

    internal long? DeadlineUnixMs { get; set; }

    internal long? CancelAtUnixMs { get; set; }

    internal long? IdleMs { get; set; }

    /// <summary>Of <c>shutdown</c>.</summary>
    internal long GraceMs { get; set; }

    /// <summary>Of <c>hello</c>: whether version 1 is offered.</summary>
    internal bool OffersVersion1 { get; set; }

    /// <summary>Of <c>hello</c>: largest body; 0 when it does not say.</summary>
    internal int PayloadBytes { get; set; }

    /// <summary>Where in the line the JSON of <c>context</c> is; of the others: <c>token</c> of <c>ping</c>, <c>stages</c> and <c>function</c> of <c>hello</c>.</summary>
    internal (int Start, int Length) ContextPlace { get; set; }

    internal (int Start, int Length) TokenPlace { get; set; }

    internal (int Start, int Length) StagesPlace { get; set; }

    internal (int Start, int Length) FunctionPlace { get; set; }

    /// <summary>The header without its line feed.</summary>
    internal ReadOnlyMemory<byte> Line { get; set; }

    internal ReadOnlyMemory<byte> Body { get; set; }

    internal ReadOnlyMemory<byte> At((int Start, int Length) place) => Line.Slice(place.Start, place.Length);

    /// <summary>Copies of header and body, which outlive the next read.</summary>
    internal void Keep()
    {
        Line = Line.ToArray();
        Body = Body.ToArray();
    }

    internal void Reset()
    {
        Type = HostFrameType.Unknown;
        Id = 0;
        Length = 0;

        // Stage, phase and content type stay: most often the next ones are equal, and need no new text.
        DeadlineUnixMs = CancelAtUnixMs = IdleMs = null;
        GraceMs = 0;
        OffersVersion1 = false;
        PayloadBytes = 0;
        ContextPlace = TokenPlace = StagesPlace = FunctionPlace = default;
    }
}
