namespace Sor.BuiltIns;

/// <summary>What a built-in middleware may use of the process it lives in. It has no other input or output.</summary>
public sealed class BuiltInHost
{
    /// <summary>Writes one line of the log. It is complete with its line feed; the bytes are valid during the call only.</summary>
    public required Action<ReadOnlySpan<byte>> WriteLine { get; init; }

    /// <summary>Tells the operator something, as a line of the log.</summary>
    public required Action<string> Say { get; init; }

    /// <summary>Measures how long calls take.</summary>
    public required Clock Clock { get; init; }

    /// <summary>Fills a span with bytes that nobody can guess.</summary>
    public required FillRandom FillRandom { get; init; }
}

/// <summary>Fills a span with random bytes.</summary>
/// <param name="bytes">All of it is filled.</param>
public delegate void FillRandom(Span<byte> bytes);
