namespace Sor.Protocol;

/// <summary>What <see cref="FrameReader.Read"/> found.</summary>
public enum FrameReadState
{
    /// <summary>More bytes are needed.</summary>
    NeedMore,

    /// <summary>A whole frame: <see cref="FrameReader.Header"/> and <see cref="FrameReader.Body"/>.</summary>
    Frame,

    /// <summary>The channel cannot be used any more; see <see cref="FrameReader.Problem"/>.</summary>
    Broken,
}

/// <summary>Where the body of a frame goes.</summary>
public interface IFrameBodies
{
    /// <summary>An array for the body of the frame whose header was just read; null: nobody wants it, it is read and dropped.</summary>
    byte[]? Rent(FrameHeader header);
}

/// <summary>
/// Reads frames from bytes as they come, a body straight into memory of its invocation. Pure: no I/O.
/// </summary>
/// <remarks>Call order: read into <see cref="FreeSpace"/>, <see cref="Advance"/>, then <see cref="Read"/> until it is not <see cref="FrameReadState.Frame"/>.</remarks>
/// <param name="bodies">Where bodies go.</param>
/// <param name="maxBodyBytes">A header that announces more breaks the channel.</param>
/// <param name="maxHeaderBytes">A longer header breaks the channel.</param>
public sealed class FrameReader(IFrameBodies bodies, int maxBodyBytes = FrameLimits.PayloadBytes, int maxHeaderBytes = FrameLimits.HeaderBytes)
{
    private byte[] _input = new byte[8 * 1024];
    private int _start;
    private int _end;
    private int _searched;
    private byte[]? _body;
    private int _bodyFilled;
    private bool _inBody;

    public FrameHeader Header { get; } = new();

    /// <summary>Body of the present frame; empty when it has none or nobody wanted it.</summary>
    public ReadOnlyMemory<byte> Body => _body.AsMemory(0, _body is null ? 0 : Header.Length);

    public string? Problem { get; private set; }

    /// <summary>Where the next bytes go; never empty.</summary>
    public Memory<byte> FreeSpace
    {
        get
        {
            if (_inBody && _body is not null && _start == _end)
                return _body.AsMemory(_bodyFilled, Header.Length - _bodyFilled);
            if (_start == _end)
            {
                _start = _end = _searched = 0;
            }
            else if (_end == _input.Length)
            {
                MakeRoom();
            }

            return _input.AsMemory(_end);
        }
    }

    public void Advance(int count)
    {
        if (_inBody && _body is not null && _start == _end)
            _bodyFilled += count;
        else
            _end += count;
    }

    /// <summary>Gives up the memory of a body that is being read for this id; the rest of it is dropped.</summary>
    public void DropBody(long id)
    {
        if (_inBody && Header.Id == id)
            _body = null;
    }

    public FrameReadState Read()
    {
        if (!_inBody)
        {
            var state = ReadHeader();
            if (state != FrameReadState.Frame)
                return state;
        }

        var wanted = Header.Length - _bodyFilled;
        var here = Math.Min(wanted, _end - _start);
        if (_body is not null)
            _input.AsSpan(_start, here).CopyTo(_body.AsSpan(_bodyFilled));
        _start += here;
        _bodyFilled += here;
        if (_bodyFilled < Header.Length)
            return FrameReadState.NeedMore;
        _inBody = false;

        // The search for the next header's end begins behind the body, whose bytes may hold line feeds.
        _searched = _start;
        return FrameReadState.Frame;
    }

    private FrameReadState ReadHeader()
    {
        var end = _input.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
        var length = (end < 0 ? _end : _searched + end + 1) - _start;
        if (length > maxHeaderBytes || (end < 0 && length == maxHeaderBytes))
            return Fail($"a header is larger than {maxHeaderBytes} bytes");
        if (end < 0)
        {
            _searched = _end;
            return FrameReadState.NeedMore;
        }

        var line = _input.AsMemory(_start, length - 1);
        _start += length;
        _searched = _start;
        if (FrameHeaderParser.Parse(line, Header, maxBodyBytes) is { } problem)
            return Fail(problem);
        _body = Header.Length == 0 ? null : bodies.Rent(Header);
        _bodyFilled = 0;
        _inBody = true;

        // A body that nobody wants is read over the line.
        if (_body is null && Header.Length > _end - _start)
            Header.Line = line.ToArray();
        return FrameReadState.Frame;
    }

    private void MakeRoom()
    {
        var pending = _end - _start;
        var target = pending > _input.Length / 2 ? new byte[Math.Min(_input.Length * 2, FrameLimits.HeaderBytes * 2)] : _input;
        _input.AsSpan(_start, pending).CopyTo(target);
        _searched -= _start;
        _start = 0;
        _end = pending;
        _input = target;
    }

    private FrameReadState Fail(string problem)
    {
        Problem = problem;
        return FrameReadState.Broken;
    }
}
