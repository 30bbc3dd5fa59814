using System.Globalization;
using System.Text;
using Sor.Protocol;

namespace Sor.Fuzz;

/// <summary>The reader of a worker's frames.</summary>
internal sealed class FrameTarget : IFuzzTarget
{
    // Small limits, so that short inputs reach them too.
    private const int SmallHeaderBytes = 96;
    private const int SmallBodyBytes = 24;

    public string Name => "frames";

    public IReadOnlyList<byte[]> Dictionary { get; } = [.. ((string[])
    [
        "{\"type\":\"result\",\"id\":1,\"length\":0}\n", "{\"type\":\"note\",\"id\":1,\"state\":1}\n", "{", "}", "[", "]", "\"", ":", ",", "\n", "\r\n", "\\u0061", "\\ud800",
        "\"type\"", "\"id\"", "\"length\":", "\"contentType\"", "\"errorType\"", "\"errorMessage\"", "\"stackTrace\":[", "\"retry\":true", "\"version\":1", "\"concurrency\":",
        "\"level\"", "\"message\"", "result", "reply", "error", "log", "ready", "ping", "pong", "note", "null", "true", "1e1", "-1", "9223372036854775807", "\u00e9", "\0",
    ]).Select(Property.Utf8)];

    public IReadOnlyList<byte[]> Seeds { get; } = [.. ((string[])
    [
        "{\"type\":\"ready\",\"version\":1,\"concurrency\":2,\"features\":[]}\n{\"type\":\"result\",\"id\":1,\"contentType\":\"a/b\",\"length\":3}\n{\n}",
        "{\"type\":\"note\",\"id\":1,\"state\":{\"a\":[1]},\"length\":2}\nok{\"type\":\"reply\",\"id\":1,\"length\":2}\n{}",
        "{\"type\":\"error\",\"id\":2,\"errorType\":\"E\",\"errorMessage\":\"m\",\"stackTrace\":[\"a\",1],\"retry\":true}\n",
        "{\"type\":\"log\",\"level\":\"WARN\",\"message\":\"x\\n\",\"fields\":{}}\n{\"type\":\"pong\",\"token\":5}\n{\"type\":\"new\",\"x\":null}\n",
    ]).Select(Property.Utf8)];

    public void Execute(byte[] input)
    {
        var random = Pieces.RandomOf(input);
        var slow = new Channel(wantsBodies: true, FrameLimits.PayloadBytes, FrameLimits.HeaderBytes).Read(input, static _ => 1);
        var fast = new Channel(wantsBodies: true, FrameLimits.PayloadBytes, FrameLimits.HeaderBytes).Read(input, static rest => rest);
        Property.Same(slow, fast, "byte by byte and at once differ");
        var unwanted = new Channel(wantsBodies: false, FrameLimits.PayloadBytes, FrameLimits.HeaderBytes).Read(input, rest => Pieces.Next(random, rest));
        var unwantedAtOnce = new Channel(wantsBodies: false, FrameLimits.PayloadBytes, FrameLimits.HeaderBytes).Read(input, static rest => rest);
        Property.Same(unwanted, unwantedAtOnce, "in pieces and at once differ when nobody wants the bodies");
        var small = new Channel(wantsBodies: true, SmallBodyBytes, SmallHeaderBytes).Read(input, rest => Pieces.Next(random, rest));
        var smallAtOnce = new Channel(wantsBodies: true, SmallBodyBytes, SmallHeaderBytes).Read(input, static rest => rest);
        Property.Same(small, smallAtOnce, "in pieces and at once differ with small limits");
    }

    /// <summary>One reader, and the story of what it read.</summary>
    private sealed class Channel : IFrameBodies
    {
        private readonly bool _wantsBodies;
        private readonly int _maxBodyBytes;
        private readonly FrameReader _reader;
        private readonly StringBuilder _story = new();

        public Channel(bool wantsBodies, int maxBodyBytes, int maxHeaderBytes)
        {
            _wantsBodies = wantsBodies;
            _maxBodyBytes = maxBodyBytes;
            _reader = new FrameReader(this, maxBodyBytes, maxHeaderBytes);
        }

        public string Read(ReadOnlySpan<byte> input, Func<int, int> sizeOfPiece)
        {
            var piece = 0;
            while (!input.IsEmpty)
            {
                if (piece == 0)
                    piece = sizeOfPiece(input.Length);
                var space = _reader.FreeSpace.Span;
                Property.Holds(space.Length > 0, "there is no room for more");
                var count = Math.Min(space.Length, piece);
                input[..count].CopyTo(space);
                _reader.Advance(count);
                input = input[count..];
                piece -= count;
                if (!TakeFrames())
                    break;
            }

            return _story.ToString();
        }

        byte[]? IFrameBodies.Rent(FrameHeader header)
        {
            Property.Holds(header.Length > 0 && header.Length <= _maxBodyBytes, "a body beyond its limit is asked for");
            return _wantsBodies ? new byte[header.Length] : null;
        }

        private bool TakeFrames()
        {
            for (; ; )
            {
                switch (_reader.Read())
                {
                    case FrameReadState.NeedMore:
                        return true;
                    case FrameReadState.Broken:
                        Property.Holds(_reader.Problem is not null, "a broken channel has no reason");
                        _story.Append("broken: ").Append(_reader.Problem);
                        return false;
                    default:
                        Tell(_reader.Header);
                        break;
                }
            }
        }

        private void Tell(FrameHeader header)
        {
            Property.Holds(!header.Line.Span.Contains((byte)'\n'), "a header holds a line feed");
            _story.Append(CultureInfo.InvariantCulture, $"{header.Type} {header.Id} {header.Length} {header.ContentType} {header.ErrorType} {header.ErrorMessage} {header.Retry} ")
                .Append(CultureInfo.InvariantCulture, $"{header.Version} {header.Concurrency} {header.Level} {header.Message} {string.Join('|', header.StackTrace)} ")
                .Append(Convert.ToHexString(header.Line.Span)).Append(' ').Append(Convert.ToHexString(_reader.Body.Span)).Append('\n');
        }
    }
}
