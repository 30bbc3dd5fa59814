using System.Text;
using System.Text.Json;
using Sor.Native;
using Sor.TestSupport;

namespace Sor.Middleware.Tests;

/// <summary>A frame of a worker.</summary>
internal sealed record WorkerFrame(JsonElement Header, byte[] Body)
{
    public string Type => Header.GetProperty("type").GetString()!;

    public string Text => Encoding.UTF8.GetString(Body);

    public string? this[string member] => Header.TryGetProperty(member, out var value) ? value.ToString() : null;
}

/// <summary>Plays the host for a real process on a real socket pair. Every wait is bounded.</summary>
internal sealed partial class WorkerProcess : IDisposable
{
    private const int ChannelNumber = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly Descriptor _channel;
    private readonly ChildProcess _process;
    private byte[] _ahead = [];
    private int _lastId;

    public WorkerProcess(string program, string? sample = null)
    {
        var (ours, theirs) = Sockets.Pair();
        _channel = ours;
        List<string> environment = [$"SOR_CHANNEL_FD={ChannelNumber}", $"SAMPLE={sample}", $"PATH={Environment.GetEnvironmentVariable("PATH")}"];
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } root)
            environment.Add($"DOTNET_ROOT={root}");
        File.WriteAllText(_folder["out"], "");
        File.WriteAllText(_folder["err"], "");
        using (theirs)
        using (var input = Descriptors.TryOpen("/dev/null", OpenMode.Read, out _))
        using (var output = Descriptors.TryOpen(_folder["out"], OpenMode.Write, out _))
        using (var errors = Descriptors.TryOpen(_folder["err"], OpenMode.Write, out _))
        using (var template = new SpawnTemplate(program, [program], environment, _folder.Path))
        {
            _process = template.Start([(input!, 0), (output!, 1), (errors!, 2), (theirs, ChannelNumber)]);
        }
    }

    /// <summary>Frames of notes and logs that came before the last answer.</summary>
    public List<WorkerFrame> Before { get; } = [];

    public string Output => File.ReadAllText(_folder["out"]);

    public string Errors => File.ReadAllText(_folder["err"]);

    public WorkerFrame? Hello(string stages)
    {
        Send($$$"""{"type":"hello","versions":[1],"stages":{{{stages}}},"function":{"name":"orders","version":"7","memoryMb":512},"limits":{"headerBytes":65536,"payloadBytes":6291556},"features":[]}""");
        return Receive();
    }

    public void Send(string header, byte[]? body = null) => Send([.. Encoding.UTF8.GetBytes(header + "\n"), .. body ?? []]);

    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var n = Sockets.Send(_channel, bytes, default);
            if (n > 0)
                bytes = bytes[n..];
            else
                Assert.True(Descriptors.WaitWritable(_channel, (int)Wait.Limit.TotalMilliseconds), "the worker does not read");
        }
    }

    /// <summary>Sends an event; its id.</summary>
    public int SendInvoke(byte[] body, string stage = "m", string phase = "before", string more = "")
    {
        Send($$"""{"type":"invoke","id":{{++_lastId}},"stage":"{{stage}}","phase":"{{phase}}","length":{{body.Length}}{{more}}}""", body);
        return _lastId;
    }

    /// <summary>Sends an event and returns the terminal frame.</summary>
    public WorkerFrame Invoke(string body, string stage = "m", string phase = "before", string more = "")
    {
        var id = SendInvoke(Encoding.UTF8.GetBytes(body), stage, phase, more);
        Before.Clear();
        while (true)
        {
            var frame = Receive();
            Assert.True(frame is not null, $"the channel ended: {Errors}");
            Assert.Equal(id, frame.Header.GetProperty("id").GetInt32());
            if (frame.Type is not ("note" or "log"))
                return frame;
            Before.Add(frame);
        }
    }

    /// <summary>The next frame; null at the end of the channel.</summary>
    public WorkerFrame? Receive()
    {
        int end;
        while ((end = Array.IndexOf(_ahead, (byte)'\n')) < 0)
        {
            if (!ReadMore())
                return null;
        }

        var line = _ahead[..end];
        _ahead = _ahead[(end + 1)..];
        Assert.True(end < 64 * 1024, "a header above the limit");
        using var document = JsonDocument.Parse(line);
        var header = document.RootElement.Clone();
        var length = header.TryGetProperty("length", out var number) ? number.GetInt32() : 0;
        while (_ahead.Length < length)
            Assert.True(ReadMore(), "the channel ended within a body");
        var body = _ahead[..length];
        _ahead = _ahead[length..];
        return new WorkerFrame(header, body);
    }

    public void Close() => _channel.Dispose();

    public int Shutdown()
    {
        Send("""{"type":"shutdown","graceMs":1000,"reason":"test"}""");
        return WaitForExit();
    }

    /// <summary>The exit status; of a signal, 128 and its number.</summary>
    public int WaitForExit()
    {
        Assert.True(Descriptors.WaitReadable(_process.Exit, (int)Wait.Limit.TotalMilliseconds), $"the worker does not end: {Errors}");
        Assert.True(_process.TryReap());
        return _process.Status!.Value.Signal == 0 ? _process.Status.Value.Code : 128 + _process.Status.Value.Signal;
    }

    public void Dispose()
    {
        _channel.Dispose();
        _process.KillGroup();
        _ = Descriptors.WaitReadable(_process.Exit, (int)Wait.Limit.TotalMilliseconds);
        _ = _process.TryReap();
        _process.Dispose();
        _folder.Dispose();
    }

    private bool ReadMore()
    {
        Assert.True(Descriptors.WaitReadable(_channel, (int)Wait.Limit.TotalMilliseconds), $"the worker does not answer: {Errors}");
        var piece = new byte[256 * 1024];
        var n = Sockets.Receive(_channel, piece, patiently: false);
        if (n > 0)
            _ahead = [.. _ahead, .. piece.AsSpan(0, n)];
        return n > 0;
    }
}
