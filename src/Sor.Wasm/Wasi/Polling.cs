using System.Buffers.Binary;
using Sor.Wasm.Guests;

namespace Sor.Wasm.Wasi;

/// <summary>
/// <c>poll_oneoff</c>: how a guest sleeps. The streams are in memory and always ready; a sleep ends at the call's deadline
/// at the latest.
/// </summary>
internal static class Polling
{
    private const uint MaxSubscriptions = 1024;
    private const uint SubscriptionBytes = 48;
    private const uint EventBytes = 32;
    private const byte ClockTag = 0;
    private const byte WriteTag = 2;
    private const ulong NanosecondsPerTick = 100;

    internal static Errno Wait(GuestCall call, GuestMemory memory, uint subscriptions, uint events, uint count, uint countAt)
    {
        if (count is 0 or > MaxSubscriptions)
            return Errno.InvalidArgument;

        // What is ready at once; otherwise the clock that is due first.
        var ready = 0u;
        var (first, firstTicks) = (0u, long.MaxValue);
        for (var index = 0u; index < count; index++)
        {
            var subscription = memory.Slice(unchecked(subscriptions + (index * SubscriptionBytes)), SubscriptionBytes);
            if (subscription[8] > WriteTag)
                return Errno.InvalidArgument;
            if (subscription[8] != ClockTag)
                WriteEvent(memory, events, ready++, subscription, Streams.Of(BinaryPrimitives.ReadUInt32LittleEndian(subscription[16..]), Errno.Success));
            else if (TicksUntil(subscription) is var ticks && ticks < firstTicks)
                (first, firstTicks) = (index, ticks);
        }

        if (ready == 0)
        {
            if (!Sleep(call, firstTicks))
                return Errno.IO;
            WriteEvent(memory, events, ready++, memory.Slice(unchecked(subscriptions + (first * SubscriptionBytes)), SubscriptionBytes), Errno.Success);
        }

        memory.WriteUInt32(countAt, ready);
        return Errno.Success;
    }

    /// <summary>False: the call's deadline came first, and the guest is stopped.</summary>
    private static bool Sleep(GuestCall call, long ticks)
    {
        var remaining = call.Remaining;
        if (ticks < remaining.Ticks)
        {
            Thread.Sleep(TimeSpan.FromTicks(ticks));
            return true;
        }

        Thread.Sleep(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero);
        call.StopFor(StopReason.Deadline);
        return false;
    }

    private static long TicksUntil(ReadOnlySpan<byte> subscription)
    {
        var clock = BinaryPrimitives.ReadUInt32LittleEndian(subscription[16..]);
        var timeout = BinaryPrimitives.ReadUInt64LittleEndian(subscription[24..]);
        if ((BinaryPrimitives.ReadUInt16LittleEndian(subscription[40..]) & 1) != 0)
        {
            var now = Clocks.Now(clock);
            timeout = timeout > now ? timeout - now : 0;
        }

        return (long)(timeout / NanosecondsPerTick);
    }

    private static void WriteEvent(GuestMemory memory, uint events, uint index, ReadOnlySpan<byte> subscription, Errno error)
    {
        var into = memory.Slice(unchecked(events + (index * EventBytes)), EventBytes);
        into.Clear();
        subscription[..8].CopyTo(into);
        BinaryPrimitives.WriteUInt16LittleEndian(into[8..], (ushort)error);
        into[10] = subscription[8];
    }
}
