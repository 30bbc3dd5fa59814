using System.Globalization;

namespace Sor.Native;

/// <summary>How a process ended: by a status of its own, or by a signal (then <see cref="Signal"/> is above 0).</summary>
public readonly record struct ExitStatus(int Code, int Signal)
{
    /// <summary>It has ended, and nobody knows how: somebody else has taken its status.</summary>
    public static ExitStatus Unknown { get; } = new(-1, 0);

    public bool Succeeded => Code == 0 && Signal == 0;

    public override string ToString() => Code < 0
        ? "ended with a status that somebody else has taken"
        : Signal != 0
        ? string.Create(CultureInfo.InvariantCulture, $"was ended by signal {Signal}{NameOf(Signal)}")
        : string.Create(CultureInfo.InvariantCulture, $"exited with status {Code}");

    private static string NameOf(int signal) => signal switch
    {
        6 => " (SIGABRT)",
        9 => " (SIGKILL)",
        11 => " (SIGSEGV)",
        13 => " (SIGPIPE)",
        15 => " (SIGTERM)",
        _ => "",
    };
}
