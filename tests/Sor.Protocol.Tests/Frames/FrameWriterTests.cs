using System.Text;

namespace Sor.Protocol.Tests;

public sealed class FrameWriterTests
{
    private readonly FrameWriter _writer = new();

    [Fact]
    public void Hello_carries_every_constant()
    {
        var bytes = _writer.Hello(new HelloFrame
        {
            Stages =
            [
                new HelloStage("jwt", Phase.Before | Phase.Error, """{"issuer": "https://login.example"}"""),
                new HelloStage("cors", Phase.Before | Phase.After, null),
                new HelloStage("handler", Phase.Handle, null),
            ],
            Function = new FunctionIdentity { Name = "orders", Version = "$LATEST", MemoryMb = 512, Instance = "2026/01/01[1]abc" },
        });

        Assert.Equal(
            """{"type":"hello","versions":[1],"stages":[{"name":"jwt","phases":["before","error"],"config":{"issuer": "https://login.example"}},"""
            + """{"name":"cors","phases":["before","after"]},{"name":"handler","phases":["handle"]}],"""
            + "\"function\":" + """{"name":"orders","version":"$LATEST","memoryMb":512,"instance":"2026/01/01[1]abc"},"""
            + "\"limits\":{\"headerBytes\":65536,\"payloadBytes\":6291556},\"features\":[]}\n",
            Text(bytes));
    }

    [Fact]
    public void A_stage_may_have_further_members_and_larger_outputs()
    {
        var hello = new HelloFrame
        {
            Stages = [new HelloStage("a", Phase.Before, null) { Members = [new("wasm", """{"module":"a.wasm"}""")] }],
            Function = new FunctionIdentity { Name = "f" },
            PayloadBytes = 10_000_000,
        };

        var text = Text(_writer.Hello(hello));

        Assert.Contains("""{"name":"a","phases":["before"],"wasm":{"module":"a.wasm"}}""", text, StringComparison.Ordinal);
        Assert.Contains("\"payloadBytes\":10000000", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ping_has_a_token() => Assert.Equal("{\"type\":\"ping\",\"token\":3}\n", Text(_writer.Ping(3)));

    [Fact]
    public void The_shortest_invoke_has_neither_type_nor_times()
    {
        var context = new InvocationContext { RequestId = "r-1", Trigger = "test" };

        var bytes = Invoke(7, "handler", Phase.Handle, context, "{}", default);

        Assert.Equal("""{"type":"invoke","id":7,"stage":"handler","phase":"handle","context":{"requestId":"r-1","trigger":"test"},"length":2}""" + "\n", Text(bytes));
    }

    [Fact]
    public void The_longest_invoke_has_every_member()
    {
        var context = new InvocationContext
        {
            RequestId = "r-\"1\"",
            InvocationId = "i-1",
            Trigger = "lambda",
            XRayTrace = "Root=1-5;Sampled=1",
            TenantId = "t",
            ClientContext = """{"custom": {"a": 1}}""",
            Identity = """{"cognitoIdentityId":"x"}""",
            FunctionArn = "arn:aws:lambda:x:1:function:f",
            IdleMs = 1234,
        };
        Note(context, "jwt", """{"attributes":{"subject":"me","scope":["a", "b"]}}""");
        Note(context, "cors", """{"state":{"origin":"o"},"attributes":{"preflight":false}}""");
        Note(context, "trace", """{"state":"not for cors"}""");

        var bytes = Invoke(long.MaxValue, "cors", Phase.After, context, "ab", new InvokeTiming("cors", 1_767_225_600_000, 1_767_225_590_000), "text/\"plain\"");

        Assert.Equal(
            """{"type":"invoke","id":9223372036854775807,"stage":"cors","phase":"after","contentType":"text/\u0022plain\u0022","deadline":1767225600000,"cancelAt":1767225590000,"idleMs":1234,"""
            + "\"context\":" + """{"requestId":"r-\u00221\u0022","invocationId":"i-1","trigger":"lambda","trace":{"xray":"Root=1-5;Sampled=1"},"tenantId":"t","clientContext":{"custom": {"a": 1}},"identity":{"cognitoIdentityId":"x"},"function":{"arn":"arn:aws:lambda:x:1:function:f"},"""
            + "\"attributes\":{\"jwt\":{\"subject\":\"me\",\"scope\":[\"a\", \"b\"]},\"cors\":{\"preflight\":false}},\"state\":{\"origin\":\"o\"}},\"length\":2}\n",
            Text(bytes));
    }

    [Fact]
    public void One_writer_serves_many_frames()
    {
        var first = Text(_writer.Shutdown(TimeSpan.FromSeconds(2), "drain"));
        var second = Text(_writer.Shutdown(TimeSpan.FromMilliseconds(5), "a \"b\""));

        Assert.Equal("""{"type":"shutdown","graceMs":2000,"reason":"drain"}""" + "\n", first);
        Assert.Equal("""{"type":"shutdown","graceMs":5,"reason":"a \u0022b\u0022"}""" + "\n", second);
    }

    [Fact]
    public void What_it_writes_its_own_reader_reads()
    {
        var context = new InvocationContext { RequestId = "äöü\u2028 \n", Trigger = "test" };
        var feed = new FrameFeed();

        feed.Give(Invoke(1, "störung \"x\"", Phase.Before, context, "", default).Span);

        var frame = Assert.Single(feed.Frames).Header;
        Assert.Equal("störung \"x\"", frame.GetProperty("stage").GetString());
        Assert.Equal("äöü\u2028 \n", frame.GetProperty("context").GetProperty("requestId").GetString());
    }

    private static void Note(InvocationContext context, string stage, string json)
    {
        string? contentType = null;
        Assert.Null(NotesReader.Take(Encoding.UTF8.GetBytes(json), context.Notes.For(stage), ref contentType));
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private ReadOnlyMemory<byte> Invoke(long id, string stage, Phase phase, InvocationContext context, string body, InvokeTiming timing, string contentType = ContentTypes.Json) =>
        _writer.Invoke(id, FrameWriter.PrepareTarget(stage, phase), context, ContextParts.None, new Payload(Encoding.UTF8.GetBytes(body), contentType), timing with { Stage = stage });
}
