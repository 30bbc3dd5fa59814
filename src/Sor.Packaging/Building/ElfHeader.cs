using System.Buffers.Binary;

namespace Sor.Packaging;

/// <summary>The little of an executable's header that a package's user must know.</summary>
internal static class ElfHeader
{
    private const int MachineOffset = 18;
    private const ushort X64 = 62;
    private const ushort Arm64 = 183;

    /// <returns>Lambda's name of the processor; null for anything else.</returns>
    public static string? ArchitectureOf(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Span<byte> header = stackalloc byte[MachineOffset + sizeof(ushort)];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.StartsWith("\u007fELF"u8))
        {
            return null;
        }

        // Both are little-endian machines.
        return BinaryPrimitives.ReadUInt16LittleEndian(header[MachineOffset..]) switch
        {
            X64 => "x86_64",
            Arm64 => "arm64",
            _ => null,
        };
    }
}
