using System.Diagnostics;
using Sor.Wasm.Wasmtime;

namespace Sor.Wasm.Guests;

/// <summary>Why a guest was stopped before it ended by itself.</summary>
internal enum StopReason
{
    None,
    Exit,
    Deadline,
    OutputTooLarge,
    NotesTooLarge,
}

/// <summary>
/// The state of one call: what the guest is given and what it has said so far. The imports that the guest calls find it
/// through its store. One thread.
/// </summary>
internal sealed class GuestCall(GuestInput input, BoundedBuffer output, IGuestLog log)
{
    private MemoryHandle? _memory;
    private int _read;

    internal GuestInput Input { get; } = input;

    internal BoundedBuffer Output { get; } = output;

    /// <summary>Notes, one JSON object a line.</summary>
    internal BoundedBuffer Notes { get; } = new(GuestLimits.MaxNoteBytes);

    internal LogLines Log { get; } = new(log);

    internal StopReason Stop { get; private set; }

    /// <summary>Status that the guest ended with; 0 if it returned.</summary>
    internal int ExitStatus { get; private set; }

    internal TimeSpan Remaining => Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), Input.DeadlineTimestamp);

    internal bool IsOverdue => Stopwatch.GetTimestamp() >= Input.DeadlineTimestamp;

    internal void StopFor(StopReason reason) => Stop = reason;

    internal void Exit(int status)
    {
        Stop = StopReason.Exit;
        ExitStatus = status;
    }

    /// <summary>Takes the next bytes of STDIN; 0 at its end.</summary>
    internal int Read(Span<byte> into)
    {
        var n = Math.Min(into.Length, Input.Payload.Length - _read);
        Input.Payload.Span.Slice(_read, n).CopyTo(into);
        _read += n;
        return n;
    }

    /// <summary>The guest's memory as it is now; empty if it exports none. Valid until the guest goes on.</summary>
    internal unsafe Span<byte> MemoryOf(nint caller)
    {
        var context = WasmtimeLibrary.CallerContext(caller);
        if (_memory is not { } memory)
        {
            ExternHandle item;
            fixed (byte* name = "memory"u8)
            {
                if (WasmtimeLibrary.CallerExport(caller, name, 6, &item) == 0 || item.Kind != ExternHandle.MemoryKind)
                    return [];
            }

            _memory = memory = item.Memory;
        }

        return new Span<byte>(WasmtimeLibrary.MemoryData(context, &memory), checked((int)WasmtimeLibrary.MemoryBytes(context, &memory)));
    }
}
