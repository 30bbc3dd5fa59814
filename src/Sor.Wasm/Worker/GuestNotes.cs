using System.Text.Json;
using System.Text.Unicode;
using Sor.Middleware;

namespace Sor.Wasm.Worker;

/// <summary>Reads the lines of notes of a guest: passes on what is for the host, keeps what decides the outcome.</summary>
internal sealed class GuestNotes
{
    private GuestNotes()
    {
    }

    internal string? ContentType { get; private set; }

    internal string? ErrorType { get; private set; }

    internal string? ErrorMessage { get; private set; }

    internal bool? Retry { get; private set; }

    /// <summary>What is wrong with them; null: nothing.</summary>
    internal string? Problem { get; private set; }

    internal static GuestNotes Read(ReadOnlyMemory<byte> lines, Call call)
    {
        var notes = new GuestNotes();
        while (!lines.IsEmpty)
        {
            var end = lines.Span.IndexOf((byte)'\n');
            var line = lines[..end];
            lines = lines[(end + 1)..];
            if (!line.Span.Trim(" \t\r"u8).IsEmpty)
                notes.Add(line, call);
        }

        return notes;
    }

    private void Add(ReadOnlyMemory<byte> line, Call call)
    {
        if (!Utf8.IsValid(line.Span))
        {
            Problem ??= "a note is not UTF-8";
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                Problem ??= "a note is no JSON object";
                return;
            }

            foreach (var member in document.RootElement.EnumerateObject())
                Take(member, call.Notes);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            Problem ??= $"a note is no JSON object: {problem.Message}";
        }
    }

    private void Take(JsonProperty member, CallNotes notes)
    {
        switch (member.Name)
        {
            case "attributes":
                TakeAll(member.Value, notes.Attributes);
                break;
            case "span":
                TakeAll(member.Value, notes.Span);
                break;
            case "log":
                TakeAll(member.Value, notes.Log);
                break;
            case "state":
                notes.SetStateJson(Bytes(member.Value));
                break;
            case "contentType":
                ContentType = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : ContentType;
                break;
            case "error" when member.Value.ValueKind == JsonValueKind.Object:
                TakeError(member.Value);
                break;
        }
    }

    private void TakeError(JsonElement error)
    {
        ErrorType = TextOf(error, "errorType") ?? ErrorType;
        ErrorMessage = TextOf(error, "errorMessage") ?? ErrorMessage;
        if (error.TryGetProperty("retry", out var retry) && retry.ValueKind is JsonValueKind.True or JsonValueKind.False)
            Retry = retry.GetBoolean();
    }

    private static void TakeAll(JsonElement value, NoteMembers into)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in value.EnumerateObject())
            into.SetJson(member.Name, Bytes(member.Value));
    }

    private static string? TextOf(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static byte[] Bytes(JsonElement value) => System.Text.Encoding.UTF8.GetBytes(value.GetRawText());
}
