using System.Buffers;
using System.Text.Json;
using Sor.Middleware;

namespace Sor.HttpStages.Messages;

/// <summary>
/// Headers for an answer that does not exist yet: in the phase <c>error</c> there is a failure only, and a stage further out may make a response of
/// it. They are an attribute of the stage that wants them.
/// </summary>
internal static class AnswerHeaders
{
    internal const string Attribute = "responseHeaders";

    internal static void Note(Call call, HeaderList headers)
    {
        if (headers.Lines.Count == 0)
            return;
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, HttpForms.Writing))
            HttpForms.Write(json, headers);
        call.Notes.Attributes.SetJson(Attribute, output.WrittenMemory);
    }
}
