using System.Diagnostics;

namespace Sor.Wasm.Wasi;

/// <summary>The wall clock and the monotonic one, in nanoseconds. Processor times of the process are nobody's business.</summary>
internal static class Clocks
{
    internal const uint Realtime = 0;
    internal const uint Monotonic = 1;

    private const ulong NanosecondsPerTick = 100;

    internal static Errno WriteResolution(GuestMemory memory, uint clock, uint at)
    {
        if (clock > Monotonic)
            return Errno.InvalidArgument;
        memory.WriteUInt64(at, NanosecondsPerTick);
        return Errno.Success;
    }

    internal static Errno WriteTime(GuestMemory memory, uint clock, uint at)
    {
        if (clock > Monotonic)
            return Errno.InvalidArgument;
        memory.WriteUInt64(at, Now(clock));
        return Errno.Success;
    }

    internal static ulong Now(uint clock) => NanosecondsPerTick * (ulong)(clock == Realtime
        ? (DateTime.UtcNow - DateTime.UnixEpoch).Ticks
        : Stopwatch.GetElapsedTime(0).Ticks);
}
