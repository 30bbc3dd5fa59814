namespace Sor.Events.Compression;

/// <summary>
/// Unpacks gzip (RFC 1952, any number of members) and zlib (RFC 1950). Its own, as the library of the C world would cost bootstrap more bytes
/// than all of this project. Used again and again it keeps its buffer. Not thread-safe.
/// </summary>
internal sealed class Inflater
{
    private byte[] _output = new byte[32 * 1024];
    private int _length;
    private int _limit;

    /// <summary>Unpacks all of it.</summary>
    /// <param name="packed">gzip or zlib.</param>
    /// <param name="limit">The most that it may become, in bytes.</param>
    /// <param name="problem">What is wrong with it, when it cannot be unpacked.</param>
    /// <returns>What it is; valid until the next call. Empty when there is a problem.</returns>
    internal ReadOnlyMemory<byte> Unpack(ReadOnlySpan<byte> packed, int limit, out string? problem)
    {
        (_length, _limit) = (0, limit);
        try
        {
            problem = null;
            if (IsGzip(packed))
                UnpackMembers(packed);
            else if (packed.Length > 2 && (packed[0] & 15) == 8 && ((packed[0] << 8) | packed[1]) % 31 == 0)
                UnpackZlib(packed);
            else
                problem = "is neither gzip nor zlib";
        }
        catch (InflateException broken)
        {
            problem = broken.Message;
        }

        return problem is null ? _output.AsMemory(0, _length) : default;
    }

    internal void Append(byte value)
    {
        EnsureSpace(1);
        _output[_length++] = value;
    }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        EnsureSpace(bytes.Length);
        bytes.CopyTo(_output.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Repeats what was written before; the two may overlap.</summary>
    internal void Repeat(int distance, int length, int memberStart)
    {
        if (distance > _length - memberStart)
            throw new InflateException("refers to bytes in front of its beginning");
        EnsureSpace(length);
        for (var i = 0; i < length; i++, _length++)
            _output[_length] = _output[_length - distance];
    }

    private static bool IsGzip(ReadOnlySpan<byte> packed) => packed is [0x1F, 0x8B, 8, ..];

    private void UnpackMembers(ReadOnlySpan<byte> packed)
    {
        while (IsGzip(packed))
        {
            packed = packed[GzipHeaderLength(packed)..];
            var start = _length;
            packed = packed[new DeflateReader(packed).Read(this, start)..];
            if (packed.Length < 8)
                throw new InflateException("ends early");
            if (System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(packed) != Checksums.Crc32(_output.AsSpan(start, _length - start)))
                throw new InflateException("has a wrong checksum");
            packed = packed[8..];
        }
    }

    private void UnpackZlib(ReadOnlySpan<byte> packed)
    {
        packed = packed[2..];
        packed = packed[new DeflateReader(packed).Read(this, 0)..];
        if (packed.Length < 4)
            throw new InflateException("ends early");
        if (System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(packed) != Checksums.Adler32(_output.AsSpan(0, _length)))
            throw new InflateException("has a wrong checksum");
    }

    private static int GzipHeaderLength(ReadOnlySpan<byte> packed)
    {
        const int Fixed = 10;
        var (flags, at) = (packed.Length > 3 ? packed[3] : 0, Fixed);
        if ((flags & 4) != 0 && packed.Length >= at + 2)
            at += 2 + packed[at] + (packed[at + 1] << 8);
        for (var text = 8; text <= 16; text *= 2)
        {
            if ((flags & text) != 0 && at < packed.Length)
                at += packed[at..].IndexOf((byte)0) is >= 0 and var end ? end + 1 : packed.Length;
        }

        at += (flags & 2) != 0 ? 2 : 0;
        return at <= packed.Length ? at : throw new InflateException("ends early");
    }

    private void EnsureSpace(int count)
    {
        if (count > _limit - _length)
            throw new InflateException($"is more than {_limit} bytes when unpacked");
        if (count > _output.Length - _length)
            Array.Resize(ref _output, Math.Max(_output.Length * 2, _length + count));
    }
}
