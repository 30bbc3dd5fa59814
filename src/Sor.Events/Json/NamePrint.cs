using System.Runtime.CompilerServices;

namespace Sor.Events.Json;

/// <summary>A number made of a name's length and ends, whatever its case: tells most names apart without a look at the rest of them.</summary>
internal static class NamePrint
{
    internal static int Of(ReadOnlySpan<byte> name) => name.IsEmpty ? 0 : name.Length | ((name[0] | 0x20) << 16) | ((name[^1] | 0x20) << 24);

    /// <summary>One bit for each print. A name whose bit is not among those of others is none of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Bit(int print) => 1UL << (int)((uint)print * 0x9E3779B1 >> 26);
}
