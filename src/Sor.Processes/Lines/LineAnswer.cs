namespace Sor.Processes;

/// <summary>How a filter answered one line.</summary>
internal enum LineEnd
{
    /// <summary>With one line.</summary>
    Answered,

    /// <summary>Not within its time.</summary>
    TimedOut,

    /// <summary>With more bytes than its limit.</summary>
    TooLarge,

    /// <summary>Against the rules; it has been ended.</summary>
    Broken,

    /// <summary>It had ended before it was given anything: the event is as good as new.</summary>
    NotGiven,
}

/// <summary>What a filter answered, or why it did not.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Line">The answer without its line feed.</param>
/// <param name="Problem">What it did, as the second half of a sentence; empty when it answered.</param>
internal readonly record struct LineAnswer(LineEnd End, ReadOnlyMemory<byte> Line, string Problem);
