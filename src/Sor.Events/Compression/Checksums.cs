namespace Sor.Events.Compression;

/// <summary>What gzip and zlib put behind their data.</summary>
internal static class Checksums
{
    // Sixteen entries, four bits at a time: the usual 256 would be a kilobyte.
    private static ReadOnlySpan<uint> OfNibbles =>
    [
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
        0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
    ];

    internal static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var b in bytes)
        {
            crc ^= b;
            crc = (crc >> 4) ^ OfNibbles[(int)(crc & 15)];
            crc = (crc >> 4) ^ OfNibbles[(int)(crc & 15)];
        }

        return ~crc;
    }

    internal static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        const uint Modulus = 65521;
        var (a, b) = (1u, 0u);
        foreach (var value in bytes)
        {
            a = (a + value) % Modulus;
            b = (b + a) % Modulus;
        }

        return (b << 16) | a;
    }
}
