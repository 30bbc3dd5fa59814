using System.Buffers;
using System.Text;

namespace Sor.Protocol.Tests;

public sealed class ContextWriterTests
{
    private static readonly FunctionIdentity s_function = new() { Name = "orders" };

    [Fact]
    public void What_is_unknown_is_absent()
    {
        var json = Write(new InvocationContext { RequestId = "r-1", Trigger = "test" }, "a", s_function, null);

        Assert.Equal("""{"requestId":"r-1","trigger":"test","function":{"name":"orders"},"contentType":"application/json"}""", json);
    }

    [Fact]
    public void An_executable_gets_the_function_and_the_deadline_too()
    {
        var context = new InvocationContext { RequestId = "r-1", Trigger = "lambda", FunctionArn = "arn:f", DeadlineUnixMs = 1_767_225_600_000 };
        var function = new FunctionIdentity { Name = "orders", Version = "7", MemoryMb = 512, Instance = "i" };

        var json = Write(context, "a", function, 2500);

        Assert.Equal(
            """{"requestId":"r-1","trigger":"lambda","function":{"name":"orders","version":"7","memoryMb":512,"instance":"i","arn":"arn:f"},"contentType":"application/json","deadline":1767225600000,"remainingMs":2500}""",
            json);
    }

    [Fact]
    public void Time_that_is_over_is_told_as_it_is()
    {
        var json = Write(new InvocationContext { RequestId = "r", Trigger = "t", DeadlineUnixMs = 5 }, "a", s_function, -40);

        Assert.EndsWith("\"deadline\":5,\"remainingMs\":-40}", json, StringComparison.Ordinal);
    }

    [Fact]
    public void State_goes_to_its_own_stage_only()
    {
        var context = new InvocationContext { RequestId = "r", Trigger = "t" };
        context.Notes.For("a").State = "{\"secret\":1}"u8.ToArray();

        Assert.Contains("\"state\":{\"secret\":1}", Write(context, "a", s_function, null), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", Write(context, "b", s_function, null), StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_are_written_anew_for_each_stage()
    {
        var context = new InvocationContext { RequestId = "r", Trigger = "t" };
        var early = Write(context, "a", s_function, null);
        context.Notes.For("a\"b").Attributes["x\ny"] = "1"u8.ToArray();

        var late = Write(context, "c", s_function, null);

        Assert.DoesNotContain("attributes", early, StringComparison.Ordinal);
        Assert.EndsWith(""","attributes":{"a\u0022b":{"x\ny":1}}}""", late, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_invocations_share_nothing()
    {
        var first = new InvocationContext { RequestId = "r", Trigger = "t" };
        var second = new InvocationContext { RequestId = "r", Trigger = "t" };
        first.Notes.For("a").State = "1"u8.ToArray();
        first.Notes.For("a").Attributes["x"] = "2"u8.ToArray();

        Assert.Equal("""{"requestId":"r","trigger":"t","function":{"name":"orders"},"contentType":"application/json"}""", Write(second, "a", s_function, null));
    }

    private static string Write(InvocationContext context, string stage, FunctionIdentity function, long? remainingMs)
    {
        var output = new ArrayBufferWriter<byte>();
        ContextWriter.WriteComplete(output, context, stage, ContextParts.None, function, ContentTypes.Json, remainingMs);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
