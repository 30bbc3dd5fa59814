using System.Globalization;

namespace Sor.RuntimeApi;

/// <summary>How far the reading of one response is.</summary>
public enum HttpReadState
{
    /// <summary>More bytes are needed: read into <see cref="HttpResponseReader.FreeSpace"/>.</summary>
    NeedMore,

    /// <summary>Head and body are complete.</summary>
    Complete,

    /// <summary>What came is not an HTTP/1.1 response that this reader accepts; see <see cref="HttpResponseReader.Problem"/>.</summary>
    Broken,
}

/// <summary>
/// Reads HTTP/1.1 responses from bytes as they come (RFC 9112): status line, headers, a body by content length, in chunks or up
/// to the end of the connection. Pure: no I/O. Used again and again; a body is read straight into memory of the invocation.
/// </summary>
/// <remarks>
/// Call order: <see cref="Begin"/>, then read into <see cref="FreeSpace"/> and <see cref="Advance"/> until it is not
/// <see cref="HttpReadState.NeedMore"/>; <see cref="End"/> when the connection has ended.
/// </remarks>
public sealed class HttpResponseReader
{
    /// <summary>Largest head in bytes. Client contexts (3.5 KB) and trace headers are far below; proxies add theirs.</summary>
    public const int MaxHeadBytes = 128 * 1024;

    /// <summary>Largest body in bytes: well above the 6 MiB that Lambda delivers, far below what would exhaust memory.</summary>
    public const int MaxBodyBytes = 32 * 1024 * 1024;

    private const int InitialBytes = 16 * 1024;

    private readonly HttpHeaderTable _headers = new();
    private readonly ChunkedDecoder _chunks = new();
    private byte[] _input = new byte[InitialBytes];
    private int _filled;
    private int _headLength;
    private InvocationBuffers _buffers = new();
    private byte[] _body = [];
    private int _bodyFilled;
    private int _bodyLength;
    private Framing _framing;

    private enum Framing
    {
        Head,
        Length,
        Chunked,
        UntilEnd,
    }

    /// <summary>Status code of a complete head.</summary>
    public int Status { get; private set; }

    /// <summary>What is wrong, for people; null unless broken.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the connection may carry another request afterwards.</summary>
    public bool KeepAlive { get; private set; }

    /// <summary>Whether any byte of the present response has come.</summary>
    public bool HasBegun => _filled > 0;

    public ReadOnlyMemory<byte> Body => _body.AsMemory(0, _bodyFilled);

    /// <summary>Where the next bytes go; never empty while more are needed.</summary>
    public Memory<byte> FreeSpace => _framing == Framing.Length ? _body.AsMemory(_bodyFilled, _bodyLength - _bodyFilled) : _input.AsMemory(_filled);

    /// <summary>Starts on a new response, whose body will be rented from <paramref name="buffers"/>.</summary>
    public void Begin(InvocationBuffers buffers)
    {
        _buffers = buffers;
        _framing = Framing.Head;
        _filled = 0;
        _body = [];
        _bodyFilled = 0;
        Problem = null;
        Status = 0;
    }

    /// <summary>Value of a header, names compared without case; empty when absent.</summary>
    public ReadOnlySpan<byte> Header(ReadOnlySpan<byte> name) => _headers.Find(_input, name);

    /// <summary>Takes <paramref name="count"/> bytes that were read into <see cref="FreeSpace"/>.</summary>
    public HttpReadState Advance(int count)
    {
        if (_framing == Framing.Length)
        {
            _bodyFilled += count;
            return _bodyFilled == _bodyLength ? HttpReadState.Complete : HttpReadState.NeedMore;
        }

        _filled += count;
        return _framing switch
        {
            Framing.Head => ReadHead(_filled - count),
            Framing.Chunked => ReadChunks(),
            _ => ReadRest(),
        };
    }

    /// <summary>The connection has ended.</summary>
    public HttpReadState End() =>
        _framing == Framing.UntilEnd ? HttpReadState.Complete : Fail("the connection ended in the middle of a response");

    private HttpReadState ReadHead(int alreadySearched)
    {
        for (; ; )
        {
            // The end of the head may straddle two reads.
            var from = Math.Max(0, alreadySearched - 3);
            var end = _input.AsSpan(from, _filled - from).IndexOf("\r\n\r\n"u8);
            if (end < 0 ? _filled >= MaxHeadBytes : from + end + 4 > MaxHeadBytes)
                return Fail($"the response's head is larger than {MaxHeadBytes} bytes");
            if (end < 0)
            {
                if (_filled == _input.Length)
                    Array.Resize(ref _input, _input.Length * 2);
                return HttpReadState.NeedMore;
            }

            _headLength = from + end + 4;
            if (ParseHead() is { } problem)
                return Fail(problem);

            // 1xx: an interim response; the real one follows.
            if (Status is >= 100 and < 200)
            {
                _input.AsSpan(_headLength, _filled - _headLength).CopyTo(_input);
                _filled -= _headLength;
                alreadySearched = 0;
                if (_filled == 0)
                    return HttpReadState.NeedMore;
                continue;
            }

            return BeginBody();
        }
    }

    /// <summary>Null, or what is wrong with the head.</summary>
    private string? ParseHead()
    {
        var head = _input.AsSpan(0, _headLength - 2);
        var lineEnd = head.IndexOf("\r\n"u8);
        var line = head[..lineEnd];
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8) || !char.IsAsciiDigit((char)line[7]) || line[8] != ' ' || (line.Length > 12 && line[12] != ' ')
            || line.ContainsAny((byte)'\n', (byte)'\r', (byte)0)
            || !int.TryParse(line.Slice(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status) || status < 100)
        {
            return "the response does not begin with an HTTP/1.x status line";
        }

        Status = status;
        if (!_headers.Parse(_input, lineEnd + 2, _headLength - 2, out var problem))
            return problem;
        KeepAlive = line[7] != '0' && !AsciiEqualsIgnoreCase(Header("connection"u8), "close"u8);
        return null;
    }

    private HttpReadState BeginBody()
    {
        if (Status is 204 or 304)
        {
            // Never a body, whatever the headers say of the one that is left out (RFC 9112 §6.3).
            _bodyLength = 0;
            return BeginBodyOfLength();
        }

        var encodings = _headers.Count(_input, "transfer-encoding"u8);
        var lengths = _headers.Count(_input, "content-length"u8);
        if (encodings > 0)
        {
            // Both together are how one response is smuggled behind another (RFC 9112 §6.3).
            if (lengths > 0)
                return Fail("the response has both a content length and a transfer encoding");
            if (encodings > 1 || !AsciiEqualsIgnoreCase(Header("transfer-encoding"u8), "chunked"u8))
                return Fail("the response has a transfer encoding other than chunked");
            _framing = Framing.Chunked;
            _chunks.Begin();
            MakeRoomBehindHead();
            return ReadChunks();
        }

        if (lengths > 1)
            return Fail("the response has more than one content length");
        if (lengths == 1)
        {
            if (!int.TryParse(Header("content-length"u8), NumberStyles.None, CultureInfo.InvariantCulture, out _bodyLength) || _bodyLength > MaxBodyBytes)
                return Fail($"the response's content length is not a number up to {MaxBodyBytes}");
            return BeginBodyOfLength();
        }

        _framing = Framing.UntilEnd;
        KeepAlive = false;
        MakeRoomBehindHead();
        return ReadRest();
    }

    private HttpReadState BeginBodyOfLength()
    {
        _framing = Framing.Length;
        var already = _filled - _headLength;
        if (already > _bodyLength)
        {
            // Nobody asked for more than one response: whatever follows, the connection is not to be trusted any more.
            already = _bodyLength;
            KeepAlive = false;
        }

        if (_bodyLength > 0)
        {
            _body = _buffers.Rent(_bodyLength);
            _input.AsSpan(_headLength, already).CopyTo(_body);
        }

        _bodyFilled = already;
        return _bodyFilled == _bodyLength ? HttpReadState.Complete : HttpReadState.NeedMore;
    }

    /// <summary>Chunked and unlimited bodies are read behind the head, which stays where the headers point to.</summary>
    private void MakeRoomBehindHead()
    {
        if (_input.Length - _headLength < 4096)
            Array.Resize(ref _input, _headLength + InitialBytes);
    }

    private HttpReadState ReadChunks()
    {
        var input = _input.AsSpan(_headLength, _filled - _headLength);
        while (!input.IsEmpty)
        {
            var step = _chunks.Next(input, out var consumed, out var data);
            if (step == ChunkStep.Broken)
                return Fail("the response's chunks are malformed");
            if (!data.IsEmpty && !AppendBody(data))
                return HttpReadState.Broken;
            input = input[consumed..];
            if (step == ChunkStep.End)
            {
                KeepAlive &= input.IsEmpty;
                return HttpReadState.Complete;
            }
        }

        _filled = _headLength;
        return HttpReadState.NeedMore;
    }

    private HttpReadState ReadRest()
    {
        if (!AppendBody(_input.AsSpan(_headLength, _filled - _headLength)))
            return HttpReadState.Broken;
        _filled = _headLength;
        return HttpReadState.NeedMore;
    }

    private bool AppendBody(ReadOnlySpan<byte> data)
    {
        var needed = _bodyFilled + data.Length;
        if (needed > MaxBodyBytes)
        {
            _ = Fail($"the response's body is larger than {MaxBodyBytes} bytes");
            return false;
        }

        if (_body.Length == 0)
            _body = _buffers.Rent(Math.Max(needed, InitialBytes));
        else if (_body.Length < needed)
            _body = _buffers.Grow(_body, _bodyFilled, Math.Max(needed, _body.Length * 2));
        data.CopyTo(_body.AsSpan(_bodyFilled));
        _bodyFilled = needed;
        return true;
    }

    private HttpReadState Fail(string problem)
    {
        Problem = problem;
        KeepAlive = false;
        return HttpReadState.Broken;
    }

    private static bool AsciiEqualsIgnoreCase(ReadOnlySpan<byte> value, ReadOnlySpan<byte> expected) =>
        System.Text.Ascii.EqualsIgnoreCase(value, expected);
}
