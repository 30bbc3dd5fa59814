namespace Sor.RuntimeApi;

/// <summary>What one step of decoding gave.</summary>
internal enum ChunkStep
{
    /// <summary>Some input was consumed, and perhaps data found.</summary>
    Continue,

    /// <summary>The last chunk and its trailers are consumed.</summary>
    End,

    Broken,
}

/// <summary>Decodes the chunked transfer coding (RFC 9112 §7.1), byte runs at a time; extensions and trailers are skipped.</summary>
internal sealed class ChunkedDecoder
{
    // Sizes up to 0x0FFFFFFF: more hexadecimal digits than this are refused, leading zeros included.
    private const int MaxSizeDigits = 7;
    private const int MaxSkippedBytes = 64 * 1024;

    private State _state;
    private int _remaining;
    private int _digits;
    private int _skipped;

    private enum State
    {
        Size,
        Extension,
        SizeLineFeed,
        Data,
        DataCarriageReturn,
        DataLineFeed,
        TrailerStart,
        Trailer,
        TrailerLineFeed,
        LastLineFeed,
    }

    internal void Begin()
    {
        _state = State.Size;
        _remaining = 0;
        _digits = 0;
        _skipped = 0;
    }

    /// <summary>Consumes a part of a non-empty input; <paramref name="data"/> is the payload in that part.</summary>
    internal ChunkStep Next(ReadOnlySpan<byte> input, out int consumed, out ReadOnlySpan<byte> data)
    {
        data = default;
        if (_state == State.Data)
        {
            consumed = Math.Min(_remaining, input.Length);
            data = input[..consumed];
            _remaining -= consumed;
            if (_remaining == 0)
                _state = State.DataCarriageReturn;
            return ChunkStep.Continue;
        }

        consumed = 1;
        return Control(input[0]);
    }

    private ChunkStep Control(byte b)
    {
        switch (_state)
        {
            case State.Size when char.IsAsciiHexDigit((char)b):
                _remaining = (_remaining << 4) | HexValue(b);
                return ++_digits > MaxSizeDigits ? ChunkStep.Broken : ChunkStep.Continue;
            case State.Size when _digits > 0 && (b is (byte)';' or (byte)' ' or (byte)'\t'):
                return Go(State.Extension);
            case State.Size or State.Extension when b == '\r' && _digits > 0:
                return Go(State.SizeLineFeed);
            case State.Extension or State.Trailer when b is not ((byte)'\n' or (byte)'\r'):
                return Skip(_state);
            case State.SizeLineFeed when b == '\n':
                _digits = 0;
                return Go(_remaining == 0 ? State.TrailerStart : State.Data);
            case State.DataCarriageReturn when b == '\r':
                return Go(State.DataLineFeed);
            case State.DataLineFeed when b == '\n':
                return Go(State.Size);
            case State.TrailerStart when b == '\r':
                return Go(State.LastLineFeed);
            case State.TrailerStart when b != '\n':
                return Skip(State.Trailer);
            case State.Trailer when b == '\r':
                return Go(State.TrailerLineFeed);
            case State.TrailerLineFeed when b == '\n':
                return Go(State.TrailerStart);
            case State.LastLineFeed when b == '\n':
                return ChunkStep.End;
            default:
                return ChunkStep.Broken;
        }
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private ChunkStep Skip(State state) => ++_skipped > MaxSkippedBytes ? ChunkStep.Broken : Go(state);

    private ChunkStep Go(State state)
    {
        _state = state;
        return ChunkStep.Continue;
    }
}
