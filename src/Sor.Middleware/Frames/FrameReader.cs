namespace Sor.Middleware.Frames;

/// <summary>Reads the frames of a host: one line of JSON, then <c>length</c> raw bytes. The worker takes a whole body before it answers.</summary>
/// <param name="read">Reads once into the memory; 0: the end.</param>
internal sealed class FrameReader(Func<Memory<byte>, int> read)
{
    /// <summary>Largest header, its line feed included.</summary>
    internal const int HeaderBytes = 64 * 1024;

    // Bodies up to here have room behind their header.
    private const int BufferBytes = 2 * HeaderBytes;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private byte[] _large = [];

    /// <summary>Largest body: until <c>hello</c> says otherwise, the platform's limit of a response.</summary>
    internal int PayloadLimit { get; set; } = (6 * 1024 * 1024) + 100;

    /// <summary>The next frame; false: the channel ended between two frames. <see cref="HostGoneException"/> if within one.</summary>
    internal bool TryRead(HostFrame frame)
    {
        var length = HeaderLength();
        if (length == 0)
            return false;
        HostFrameParser.Parse(_buffer.AsSpan(_start, length - 1), frame, PayloadLimit);
        if (length + frame.Length <= BufferBytes)
        {
            Fill(length + frame.Length);
            frame.Line = _buffer.AsMemory(_start, length - 1);
            frame.Body = _buffer.AsMemory(_start + length, frame.Length);
            _start += length + frame.Length;
        }
        else
        {
            frame.Line = _buffer.AsMemory(_start, length - 1);
            _start += length;
            frame.Body = ReadLarge(frame.Length);
        }

        return true;
    }

    /// <summary>Reads until a header is whole; its bytes with the line feed, 0 at the end.</summary>
    private int HeaderLength()
    {
        if (_start == _end)
            _start = _end = 0;
        var searched = _start;
        while (true)
        {
            var end = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            var length = (end < 0 ? _end : searched + end + 1) - _start;
            if (length > HeaderBytes || (end < 0 && length == HeaderBytes))
                throw new ChannelBrokenException($"a header is larger than {HeaderBytes} bytes");
            if (end >= 0)
                return length;
            searched = _end;
            if (_end == _buffer.Length)
            {
                searched -= _start;
                MoveToFront();
            }

            var n = read(_buffer.AsMemory(_end));
            if (n == 0)
                return _start == _end ? 0 : throw new HostGoneException();
            _end += n;
        }
    }

    /// <summary>Reads until so many bytes are in the buffer.</summary>
    private void Fill(int wanted)
    {
        if (_start + wanted > _buffer.Length)
            MoveToFront();
        while (_end - _start < wanted)
            _end += ReadSome(_buffer.AsMemory(_end));
    }

    private Memory<byte> ReadLarge(int length)
    {
        if (_large.Length < length)
            _large = GC.AllocateUninitializedArray<byte>(length);
        var have = _end - _start;
        _buffer.AsSpan(_start, have).CopyTo(_large);
        _start = _end;
        while (have < length)
            have += ReadSome(_large.AsMemory(have, length - have));
        return _large.AsMemory(0, length);
    }

    private int ReadSome(Memory<byte> into) => read(into) is > 0 and var n ? n : throw new HostGoneException();

    private void MoveToFront()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
    }
}
