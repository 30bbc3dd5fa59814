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

    /// <summary>Adds what stages further in have noted, as far as the answer has no such headers.</summary>
    internal static void Add(Call call, HeaderList headers)
    {
        var noted = new HeaderList();
        try
        {
            if (call.Context.Attributes is { IsEmpty: false } attributes)
                Read(attributes.Span, noted);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            call.Log($"an attribute {Attribute} is left out: it is no list of headers, pairs [name, value] of texts", LogLevel.Warn);
        }

        foreach (var name in noted.Lines.Select(static line => line.Name).Distinct(StringComparer.OrdinalIgnoreCase).Where(name => !headers.Has(name)).ToList())
        {
            foreach (var line in noted.Lines.Where(line => HeaderList.Same(line.Name, name)))
                headers.Add(line.Name, line.Value);
        }
    }

    private static void Read(ReadOnlySpan<byte> attributes, HeaderList noted)
    {
        var reader = new Utf8JsonReader(attributes);
        _ = reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            _ = reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isIt = reader.ValueTextEquals(Attribute);
                _ = reader.Read();
                if (isIt)
                    ReadList(ref reader, noted);
                else
                    reader.Skip();
            }
        }
    }

    private static void ReadList(ref Utf8JsonReader reader, HeaderList noted)
    {
        var read = new HeaderList();
        if (!HttpForms.TryRead(ref reader, read) || read.Lines.Any(static line => !HeaderSyntax.IsName(line.Name) || !HeaderSyntax.IsValue(line.Value)))
            throw new JsonException();
        foreach (var line in read.Lines)
            noted.Read(line.Name, line.Value);
    }
}
