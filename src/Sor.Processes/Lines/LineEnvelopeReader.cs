using System.Text.Json;
using Sor.Protocol;

namespace Sor.Processes;

/// <summary>Reads an answer in an envelope: <c>{"id", one of "event", "reply", "error", "notes"?}</c>.</summary>
internal static class LineEnvelopeReader
{
    /// <summary>The outcome; null, and what is wrong, when the answer breaks the rules.</summary>
    /// <param name="line">One JSON document, UTF-8.</param>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="phase">The phase that was asked for.</param>
    /// <param name="invocation">The invocation that asked.</param>
    /// <param name="id">The id that must come back.</param>
    /// <param name="problem">What is wrong, as the second half of a sentence.</param>
    internal static Outcome? Read(ReadOnlyMemory<byte> line, string stage, Phase phase, in Invocation invocation, long id, out string? problem)
    {
        var members = default(Members);
        problem = Take(line, ref members);
        if (problem is not null)
            return null;
        if (members.Id != id)
        {
            problem = members.Id is null ? "answered without the id of its event" : "answered with the id of another event";
            return null;
        }

        string? contentType = null;
        var refusal = members.Notes.IsEmpty ? null : NotesReader.Take(members.Notes.Span, invocation.Context.Notes.For(stage), ref contentType);
        if (refusal is not null)
            return StageFailures.Failed(stage, phase, $"is refused: {refusal}");
        if (!members.Error.IsEmpty)
            return Failed(members.Error, stage, phase, out problem);
        var isReply = !members.Reply.IsEmpty;
        var payload = new Payload(isReply ? members.Reply : members.Event, contentType ?? StageAnswers.DefaultContentType(phase, isReply, invocation));
        return isReply ? Outcome.Reply(payload) : Outcome.Of(payload);
    }

    private static Outcome? Failed(ReadOnlyMemory<byte> error, string stage, Phase phase, out string? problem)
    {
        var unexplained = StageFailures.Refused(stage, phase, "failed without saying why").Failure!;
        var failure = FailureJson.Read(error.Span, unexplained);
        problem = failure is null ? "answered with an \"error\" that is not an object" : null;
        return failure is null ? null : Outcome.Of(failure);
    }

    private static string? Take(ReadOnlyMemory<byte> line, ref Members members)
    {
        var reader = new Utf8JsonReader(line.Span, new JsonReaderOptions { MaxDepth = JsonLine.MaxDepth });
        _ = reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return "answered with a line that is not an object";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                _ = reader.Read();
                members.Id = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var id) ? id : null;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("event"u8))
            {
                members.Event = TakeValue(ref reader, line);
            }
            else if (reader.ValueTextEquals("reply"u8))
            {
                members.Reply = TakeValue(ref reader, line);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                members.Error = TakeValue(ref reader, line);
            }
            else if (reader.ValueTextEquals("notes"u8))
            {
                members.Notes = TakeValue(ref reader, line);
            }
            else
            {
                _ = reader.Read();
                reader.Skip();
            }
        }

        var answers = (members.Event.IsEmpty ? 0 : 1) + (members.Reply.IsEmpty ? 0 : 1) + (members.Error.IsEmpty ? 0 : 1);
        return answers == 1 ? null : "answered without exactly one of \"event\", \"reply\" and \"error\"";
    }

    private static ReadOnlyMemory<byte> TakeValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> line)
    {
        _ = reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return line[start..(int)reader.BytesConsumed];
    }

    private struct Members
    {
        internal long? Id;
        internal ReadOnlyMemory<byte> Event;
        internal ReadOnlyMemory<byte> Reply;
        internal ReadOnlyMemory<byte> Error;
        internal ReadOnlyMemory<byte> Notes;
    }
}
