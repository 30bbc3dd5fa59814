namespace Sor.Wasm.Guests;

/// <summary>Bounds of one call of a guest. Those of a stage come with the host's <c>hello</c>; the others hold for all.</summary>
internal static class GuestLimits
{
    /// <summary>Guests that run at once, one on a thread; more wait.</summary>
    internal const int MaxGuests = 8;

    /// <summary>Linear memory of a guest, in MB, unless the stage says otherwise.</summary>
    internal const int DefaultMemoryMb = 64;

    /// <summary>Most that a stage may ask for, in MB.</summary>
    internal const int MaxMemoryMb = 1024;

    /// <summary>Output of a guest, unless the stage says otherwise: the platform's limit of a response.</summary>
    internal const int DefaultOutputBytes = (6 * 1024 * 1024) + 100;

    /// <summary>Notes of one call.</summary>
    internal const int MaxNoteBytes = 96 * 1024;

    /// <summary>Stack of the guest's functions; deeper calls trap.</summary>
    internal const int MaxStackBytes = 512 * 1024;

    /// <summary>Elements of each of a guest's tables.</summary>
    internal const int MaxTableElements = 20_000;

    /// <summary>Tables of a guest.</summary>
    internal const int MaxTables = 4;

    /// <summary>A line of STDERR; longer ones are cut in two.</summary>
    internal const int MaxLogLineBytes = 8 * 1024;

    /// <summary>STDERR of one call; what follows is lost, and said to be.</summary>
    internal const int MaxLogBytes = 256 * 1024;

    /// <summary>A call without a deadline is stopped after this: an endless loop must not hold a thread for ever.</summary>
    internal static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(15);
}
