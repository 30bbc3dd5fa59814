using Sor.Native;

namespace Sor.Processes;

/// <summary>What a look at a filter's STDOUT found.</summary>
internal enum LineReadState
{
    /// <summary>No whole line yet.</summary>
    NeedMore,

    /// <summary>One line and nothing behind it: <see cref="LineReader.Line"/>.</summary>
    Line,

    /// <summary>One line, and bytes behind it.</summary>
    MoreThanOne,

    /// <summary>More bytes than the limit without the end of a line.</summary>
    TooLarge,

    /// <summary>The end.</summary>
    End,
}

/// <summary>Reads one line of a filter's STDOUT into memory of the invocation, up to a limit.</summary>
internal sealed class LineReader(Descriptor pipe, int limitBytes)
{
    private const int MinimumBytes = 4096;

    private InvocationBuffers? _buffers;
    private byte[] _bytes = [];
    private int _length;

    /// <summary>The line without its line feed.</summary>
    internal ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Prepares for one line; <paramref name="expected"/> is a guess of its size that saves growing.</summary>
    internal void Begin(InvocationBuffers buffers, int expected)
    {
        _buffers = buffers;
        _bytes = buffers.Rent(Math.Max(MinimumBytes, Math.Min(expected + 512, limitBytes + 1)));
        _length = 0;
    }

    /// <summary>Forgets the memory, which its invocation takes back.</summary>
    internal void Release()
    {
        _buffers = null;
        _bytes = [];
    }

    /// <summary>Reads what is there, without waiting.</summary>
    internal LineReadState Read()
    {
        for (; ; )
        {
            if (_length == _bytes.Length)
                _bytes = _buffers!.Grow(_bytes, _length, _bytes.Length * 2);
            var n = Descriptors.Read(pipe, _bytes.AsSpan(_length));
            if (n == -ErrorNumber.WouldBlock)
                return LineReadState.NeedMore;
            if (n <= 0)
                return LineReadState.End;
            var found = _bytes.AsSpan(_length, n).IndexOf((byte)'\n');
            var length = found < 0 ? _length + n : _length + found;
            _length += n;
            if (length > limitBytes)
                return LineReadState.TooLarge;
            if (found < 0)
                continue;
            Line = _bytes.AsMemory(0, length);
            return length + 1 < _length ? LineReadState.MoreThanOne : LineReadState.Line;
        }
    }
}
