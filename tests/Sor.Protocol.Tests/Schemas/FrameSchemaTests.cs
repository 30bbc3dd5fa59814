using System.Text;
using System.Text.Json;
using Sor.TestSupport;

namespace Sor.Protocol.Tests;

public sealed class FrameSchemaTests
{
    private static readonly JsonSchema s_host = JsonSchema.Load("frame-host:1");
    private static readonly JsonSchema s_worker = JsonSchema.Load("frame-worker:1");
    private readonly FrameWriter _writer = new();

    /// <summary>Header lines that hosts send in the conversations of the vectors.</summary>
    public static TheoryData<string> HostHeaders
    {
        get
        {
            var lines = new TheoryData<string>();
            foreach (var line in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "vectors"), "worker-*.json").SelectMany(HeadersSentIn).Distinct())
                lines.Add(line);
            return lines;
        }
    }

    [Theory]
    [MemberData(nameof(HostHeaders))]
    public void Hosts_of_the_vectors_keep_the_schema(string header) => Assert.Empty(s_host.Check(Encoding.UTF8.GetBytes(header)));

    [Fact]
    public void What_the_host_writes_keeps_the_schema()
    {
        var context = new InvocationContext
        {
            RequestId = "r",
            InvocationId = "i",
            Trigger = "lambda",
            XRayTrace = "Root=1",
            TenantId = "t",
            ClientContext = "{}",
            Identity = "[]",
            IdleMs = 3,
        };
        context.Notes.For("a").State = "1"u8.ToArray();
        context.Notes.For("a").Attributes["x"] = "2"u8.ToArray();
        var hello = new HelloFrame
        {
            Stages = [new HelloStage("a", Phase.Before | Phase.After, "{}"), new HelloStage("handler", Phase.Handle, null)],
            Function = new FunctionIdentity { Name = "f", Version = "1", MemoryMb = 128, Instance = "x" },
        };

        Assert.Empty(s_host.Check(_writer.Hello(hello)));
        Assert.Empty(s_host.Check(_writer.Invoke(
            1, FrameWriter.PrepareTarget("a", Phase.Before), context, ContextParts.None, new Payload("x"u8.ToArray(), "text/plain"), new InvokeTiming("a", 1, 2))));
        Assert.Empty(s_host.Check(_writer.Shutdown(TimeSpan.FromSeconds(1), "drain")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"invoke","id":0,"stage":"a","phase":"before","context":{},"length":0}""")]
    [InlineData("""{"type":"invoke","id":1,"stage":"a","phase":"init","context":{},"length":0}""")]
    [InlineData("""{"type":"invoke","id":1,"stage":"a","phase":"before","context":{"requestId":7},"length":0}""")]
    [InlineData("""{"type":"hello","versions":[],"stages":[],"function":{},"limits":{},"features":[]}""")]
    [InlineData("""{"type":"shutdown"}""")]
    public void Other_host_frames_break_the_schema(string header) => Assert.NotEmpty(s_host.Check(Encoding.UTF8.GetBytes(header)));

    [Theory]
    [InlineData("""{"type":"ready"}""")]
    [InlineData("""{"type":"ready","version":2}""")]
    [InlineData("""{"type":"ready","version":1,"concurrency":0}""")]
    [InlineData("""{"type":"result","length":1}""")]
    [InlineData("""{"type":"result","id":1,"length":-1}""")]
    [InlineData("""{"type":"result","id":1,"length":1.5}""")]
    [InlineData("""{"type":"error","id":1}""")]
    [InlineData("""{"type":"note","id":1,"attributes":[]}""")]
    [InlineData("""{"type":"log","level":"LOUD","message":"x"}""")]
    public void Other_worker_frames_break_the_schema(string header) => Assert.NotEmpty(s_worker.Check(Encoding.UTF8.GetBytes(header)));

    [Fact]
    public void Examples_of_worker_frames_are_read()
    {
        foreach (var example in s_worker.Examples)
        {
            var length = example.TryGetProperty("length", out var size) ? size.GetInt32() : 0;
            var feed = new FrameFeed();

            feed.Give(Encoding.UTF8.GetBytes($"{example.GetRawText().ReplaceLineEndings("")}\n{new string('x', length)}"));

            Assert.Null(feed.Reader.Problem);
            Assert.NotEqual(FrameType.Unknown, feed.Reader.Header.Type);
        }
    }

    private static IEnumerable<string> HeadersSentIn(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var step in document.RootElement.GetProperty("vectors").EnumerateArray().SelectMany(static vector => vector.GetProperty("steps").EnumerateArray()))
        {
            if (!step.TryGetProperty("send", out var send))
                continue;
            var feed = new FrameFeed();
            feed.Give(VectorBytes.Of(send));
            foreach (var frame in feed.Frames)
                yield return frame.Header.GetRawText();
        }
    }
}
