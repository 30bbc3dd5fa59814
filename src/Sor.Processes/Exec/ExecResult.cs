using Sor.Native;

namespace Sor.Processes;

/// <summary>How a process of an executable ended, and what it had written by then.</summary>
internal readonly record struct ExecResult(
    ExitStatus Status, ReadOnlyMemory<byte> Output, ReadOnlyMemory<byte> Notes, bool TimedOut, bool OutputTooLarge, bool NotesTooLarge);
