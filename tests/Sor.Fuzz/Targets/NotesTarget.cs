using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Sor.Protocol;

namespace Sor.Fuzz;

/// <summary>The reader of notes, and what becomes of them in the context of others.</summary>
internal sealed class NotesTarget : IFuzzTarget
{
    private const string Stage = "a";

    // A note may be as deep as the reader allows, and stands a few levels deep in the context.
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 80 };

    public string Name => "notes";

    public IReadOnlyList<byte[]> Dictionary { get; } = [.. ((string[])
    [
        "{\"state\":", "{\"attributes\":{", "\"span\":{", "\"log\":{", "\"contentType\":\"", "{", "}", "[", "]", "\"", ":", ",", "\n", "\r", "\\u0061", "\\ud800", "\\n", "null", "1.5e9", "\u00e9",
    ]).Select(Property.Utf8)];

    public IReadOnlyList<byte[]> Seeds { get; } = [.. ((string[])
    [
        "{\"attributes\":{\"a\":{\"b\": 1},\"c\":\"d\"},\"state\":[1, 2],\"span\":{\"s\":1},\"log\":{\"l\":2},\"contentType\":\"text/plain\",\"other\":{\"x\":[]}}",
        "{\"state\":{\r\n \"a\\n\":\n1}}",
    ]).Select(Property.Utf8)];

    public void Execute(byte[] input)
    {
        var context = new InvocationContext { RequestId = "r", Trigger = "t" };
        string? contentType = null;
        var problem = NotesReader.Take(input, context.Notes.For(Stage), ref contentType);
        if (problem is not null)
            return;
        CheckContext(context, Stage, contentType);
        CheckContext(context, "other", contentType);
    }

    private static void CheckContext(InvocationContext context, string stage, string? contentType)
    {
        var output = new ArrayBufferWriter<byte>();
        ContextWriter.WriteComplete(output, context, stage, ContextParts.None, new FunctionIdentity { Name = "f" }, contentType ?? ContentTypes.Json, null);
        Property.Holds(!output.WrittenSpan.Contains((byte)'\n'), "a note breaks the line of the context");
        Property.Holds(Utf8.IsValid(output.WrittenSpan), "a note makes the context something else than UTF-8");
        using var json = JsonDocument.Parse(output.WrittenMemory, s_deep);
        Property.Holds(stage == Stage || !json.RootElement.TryGetProperty("state", out _), "a state went to another stage");
    }
}
