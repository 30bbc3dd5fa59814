using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Sor.TestSupport;

/// <summary>The server's end of one connection: reads requests, writes whatever bytes a test wants, closes at any point.</summary>
public sealed class ApiConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    internal ApiConnection(Socket socket, int number)
    {
        _socket = socket;
        _socket.NoDelay = true;
        Number = number;
    }

    public int Number { get; }

    /// <summary>Set by <see cref="Drop"/>.</summary>
    public bool IsDropped { get; private set; }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None)..];
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Closes the connection; what was sent before still arrives.</summary>
    public void Drop()
    {
        IsDropped = true;
        _socket.Dispose();
    }

    /// <summary>Closes the connection with a reset: the other side's reads fail.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        Drop();
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Completes when the other side closes the connection; fails the test's server when it sends instead.</summary>
    internal async Task<bool> WaitForCloseAsync(CancellationToken cancellation)
    {
        if (_start < _end)
            return false;
        try
        {
            _start = _end = 0;
            _end = await _socket.ReceiveAsync(_buffer, SocketFlags.None, cancellation);
            return _end == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>Reads one request head; null at the end of the connection.</summary>
    internal async Task<(string Method, string Target, List<KeyValuePair<string, string>> Headers)?> ReadHeadAsync()
    {
        var lines = new List<string>();
        while (await ReadLineAsync() is { } line)
        {
            if (line.Length > 0)
            {
                lines.Add(line);
                continue;
            }

            var words = lines[0].Split(' ');
            if (words.Length != 3 || words[2] != "HTTP/1.1")
                throw new InvalidDataException($"not a request line: {lines[0]}");
            return (words[0], words[1], [.. lines.Skip(1).Select(ParseHeader)]);
        }

        return lines.Count == 0 ? null : throw new InvalidDataException($"the connection ended in the middle of a request head: {string.Join(" | ", lines)}");
    }

    /// <summary>Reads a body as the headers announce it.</summary>
    internal async Task<byte[]> ReadBodyAsync(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var isChunked = headers.Any(header => header.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase));
        var length = headers.Where(header => header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();
        if (!isChunked)
            return length is null ? [] : await ReadExactlyAsync(int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture));
        var body = new ArrayBufferWriter<byte>();
        for (; ; )
        {
            var size = int.Parse(await ReadLineAsync() ?? "", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            body.Write(await ReadExactlyAsync(size));
            if (await ReadLineAsync() is not "")
                throw new InvalidDataException("a chunk has another size than it says");
            if (size == 0)
                return body.WrittenSpan.ToArray();
        }
    }

    private static KeyValuePair<string, string> ParseHeader(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? new(line[..colon], line[(colon + 1)..].Trim()) : throw new InvalidDataException($"not a header line: {line}");
    }

    private async Task<byte[]> ReadExactlyAsync(int length)
    {
        var bytes = new byte[length];
        var filled = 0;
        while (filled < length)
        {
            if (_start == _end && !await FillAsync())
                throw new InvalidDataException($"the connection ended after {filled} of {length} bytes of a body");
            var count = Math.Min(_end - _start, length - filled);
            _buffer.AsSpan(_start, count).CopyTo(bytes.AsSpan(filled));
            _start += count;
            filled += count;
        }

        return bytes;
    }

    /// <summary>A line without its CR LF; null at the end of the connection.</summary>
    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        for (; ; )
        {
            if (_start == _end && !await FillAsync())
                return line.Length == 0 ? null : throw new InvalidDataException($"the connection ended in the middle of a line: {line}");
            var c = (char)_buffer[_start++];
            if (c == '\n')
                return line.Length > 0 && line[^1] == '\r' ? line.ToString(0, line.Length - 1) : throw new InvalidDataException($"a line does not end with CR LF: {line}");
            _ = line.Append(c);
        }
    }

    private async Task<bool> FillAsync()
    {
        try
        {
            _start = 0;
            _end = await _socket.ReceiveAsync(_buffer, SocketFlags.None);
        }
        catch (SocketException)
        {
            _end = 0;
        }

        return _end > 0;
    }
}
