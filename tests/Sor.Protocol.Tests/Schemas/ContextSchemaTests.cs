using System.Buffers;
using System.Text;
using Sor.TestSupport;

namespace Sor.Protocol.Tests;

public sealed class ContextSchemaTests
{
    private static readonly JsonSchema s_context = JsonSchema.Load("context:1");
    private static readonly JsonSchema s_notes = JsonSchema.Load("notes:1");

    public static TheoryData<string> Schemas => [.. JsonSchema.Ids.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Examples_of_a_schema_keep_it(string id) => Assert.All(JsonSchema.OfId(id).Examples, example => Assert.Empty(JsonSchema.OfId(id).Check(example)));

    [Fact]
    public void The_shortest_and_the_longest_context_keep_the_schema()
    {
        var least = new InvocationContext { RequestId = "r", Trigger = "t" };
        var most = new InvocationContext
        {
            RequestId = "r",
            InvocationId = "i",
            Trigger = "lambda",
            XRayTrace = "Root=1",
            TenantId = "t",
            ClientContext = "null",
            Identity = "{}",
            FunctionArn = "arn",
            DeadlineUnixMs = 1,
        };
        most.Notes.For("a").State = "1"u8.ToArray();
        most.Notes.For("a").Attributes["x"] = "2"u8.ToArray();

        Assert.Empty(s_context.Check(Write(least, new FunctionIdentity { Name = "f" }, null)));
        Assert.Empty(s_context.Check(Write(most, new FunctionIdentity { Name = "f", Version = "1", MemoryMb = 128, Instance = "x" }, -5)));
    }

    [Theory]
    [InlineData("""{"requestId":"r","trigger":"t","contentType":"a/b"}""")]
    [InlineData("""{"requestId":null,"trigger":"t","function":{"name":"f"},"contentType":"a/b"}""")]
    [InlineData("""{"requestId":"r","trigger":"t","function":{"name":"f","memoryMb":"128"},"contentType":"a/b"}""")]
    [InlineData("""{"requestId":"r","trigger":"t","function":{"name":"f"},"contentType":"a/b","attributes":{"jwt":1}}""")]
    public void Other_contexts_break_the_schema(string context) => Assert.NotEmpty(s_context.Check(Encoding.UTF8.GetBytes(context)));

    [Fact]
    public void Examples_of_notes_are_taken()
    {
        foreach (var example in s_notes.Examples)
        {
            string? contentType = null;

            Assert.Null(NotesReader.Take(Encoding.UTF8.GetBytes(example.GetRawText().ReplaceLineEndings("")), new StageNotes("a"), ref contentType));
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"attributes":7}""")]
    [InlineData("""{"contentType":{}}""")]
    [InlineData("""{"error":{"retry":"yes"}}""")]
    public void Other_notes_break_the_schema(string note) => Assert.NotEmpty(s_notes.Check(Encoding.UTF8.GetBytes(note)));

    private static ReadOnlyMemory<byte> Write(InvocationContext context, FunctionIdentity function, long? remainingMs)
    {
        var output = new ArrayBufferWriter<byte>();
        ContextWriter.WriteComplete(output, context, "a", ContextParts.None, function, ContentTypes.Json, remainingMs);
        return output.WrittenMemory;
    }
}
