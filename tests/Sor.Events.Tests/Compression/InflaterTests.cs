using System.IO.Compression;
using CsCheck;
using Sor.Events.Compression;
using Sor.Events.Tests.CloudEvents;

namespace Sor.Events.Tests.Compression;

/// <summary>What the library of .NET packs is unpacked; what is broken is refused, and nothing else happens.</summary>
public sealed class InflaterTests
{
    // Of nothing the library makes nothing, not even a header.
    private static readonly Gen<byte[]> s_bytes = Gen.OneOf(
        Gen.Byte.Array[1, 2000],
        Gen.Byte[97, 100].Array[1, 70_000],
        Gen.Int[1, 200_000].Select(length => new byte[length]));

    [Fact]
    public void Packing_and_unpacking_gives_the_same() =>
        Gen.Select(s_bytes, Gen.Enum<CompressionLevel>(), Gen.Bool).Sample((bytes, level, isZlib) =>
        {
            var packed = Packed.Pack(bytes, output => isZlib ? new ZLibStream(output, level) : new GZipStream(output, level));

            return new Inflater().Unpack(packed, bytes.Length, out var problem).Span.SequenceEqual(bytes) && problem is null;
        }, iter: 300);

    [Fact]
    public void Broken_bytes_are_refused_or_unpacked_within_the_limit() =>
        Gen.Select(s_bytes, Gen.Int[0, 200], Gen.Byte).Sample((bytes, place, value) =>
        {
            var packed = Packed.Pack(bytes, output => new GZipStream(output, CompressionLevel.Optimal));
            packed[place % packed.Length] ^= value;

            return new Inflater().Unpack(packed, 300_000, out _).Length <= 300_000;
        }, iter: 300);

    [Fact]
    public void The_limit_is_exact()
    {
        var packed = Packed.Pack(new byte[1000], output => new GZipStream(output, CompressionLevel.Optimal));

        Assert.Equal(1000, new Inflater().Unpack(packed, 1000, out _).Length);
        Assert.Equal(0, new Inflater().Unpack(packed, 999, out var problem).Length);
        Assert.Equal("is more than 999 bytes when unpacked", problem);
    }

    [Fact]
    public void A_name_and_a_checksum_in_the_header_are_skipped()
    {
        var plain = Packed.Pack("x"u8.ToArray(), output => new GZipStream(output, CompressionLevel.Optimal));
        byte[] packed = [.. plain[..3], 0b11110, .. plain[4..10], 2, 0, 7, 7, (byte)'n', 0, (byte)'c', 0, 1, 2, .. plain[10..]];

        Assert.Equal("x"u8.ToArray(), new Inflater().Unpack(packed, 10, out _).ToArray());
    }
}
