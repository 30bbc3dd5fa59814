using System.Buffers;
using System.Globalization;
using System.Text;
using Sor.Middleware.Frames;
using Sor.Middleware.Text;

namespace Sor.Middleware.Exec;

/// <summary>A plain executable: <c>PROGRAM PHASE</c>, payload on STDIN, new payload on STDOUT, status 80 for a reply. Serves one event.</summary>
internal static class ExecProgram
{
    private const string ContextVariable = "SOR_CONTEXT_FD";
    private const string NotesVariable = "SOR_NOTES_FD";
    private const int FailedStatus = 1;
    private const int UsageStatus = 2;
    private const int ReplyStatus = 80;

    /// <returns>The status that the process must end with.</returns>
    internal static int Run(MiddlewareProgram program)
    {
        var arguments = Environment.GetCommandLineArgs();
        if (arguments.Length != 2 || PhaseNames.Parse(arguments[1]) is not { } phase)
        {
            Tell($"usage: {arguments[0]} before|after|error <payload\n");
            return UsageStatus;
        }

        var payloadOut = SystemCalls.TakeStandardOutput();
        try
        {
            var name = Environment.GetEnvironmentVariable(HelloStages.NameVariable) is { Length: > 0 } given ? given : Path.GetFileName(arguments[0]);
            var stage = HelloStages.OfEnvironment(name, new FunctionFacts([]));
            program.Start(stage);

            // A process on standby waits here: all that it can do before its event is done. The context comes with the event.
            var payload = SystemCalls.ReadAll(SystemCalls.StandardInput);
            var context = DescriptorOf(ContextVariable) is { } descriptor ? SystemCalls.ReadAll(descriptor, firstBytes: 4 * 1024) : default;
            return Serve(stage, phase, payload, context, payloadOut);
        }
        catch (Exception problem)
        {
            var failure = Failure.Of(problem);
            FailureLog.Write(failure, null);
            return Fail(failure);
        }
    }

    private static int Serve(Stage stage, Phase phase, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> context, int payloadOut)
    {
        // Only the context of the event says whose it is.
        stage.Function = new FunctionFacts(JsonMembers.Of(context, "function"u8).Span);
        var facts = new CallFacts
        {
            ContentType = JsonMembers.TextOf(context.Span, "contentType"u8),
            DeadlineUnixMs = JsonMembers.NumberOf(context.Span, "deadline"u8),
            Context = context,
        };
        using var call = new Call(stage, phase, payload, facts, new ExecLog());
        var outcome = stage.Functions[(int)phase] is { } function ? call.RunAsync(function).AsTask().GetAwaiter().GetResult() : default;
        var result = outcome.Payload ?? payload;
        if (outcome is { Kind: OutcomeKind.Reply } && result.IsEmpty)
            outcome = Outcome.Fail("Runtime.EmptyReply", "an executable cannot reply with an empty payload: reply with JSON, or run as frames");
        if (outcome.Failure is { } failure)
            return Fail(failure);
        WriteNotes(call.NotesMade, outcome.ContentType);
        _ = SystemCalls.TryWriteAll(payloadOut, result.Span);
        return outcome.Kind == OutcomeKind.Reply ? ReplyStatus : 0;
    }

    /// <summary>Says why the process ends as it does: the status alone has no type and no stack.</summary>
    private static int Fail(Failure failure)
    {
        if (DescriptorOf(NotesVariable) is { } notes)
        {
            var line = new ArrayBufferWriter<byte>(512);
            line.Write("{\"error\":{"u8);
            ErrorText.WriteMembers(line, failure);
            line.Write("}}\n"u8);
            _ = SystemCalls.TryWriteAll(notes, line.WrittenSpan);
        }

        Tell($"{failure.ErrorType}: {failure.Message.ReplaceLineEndings(" ")}\n");
        return FailedStatus;
    }

    private static void WriteNotes(CallNotes? notes, string? contentType)
    {
        if (DescriptorOf(NotesVariable) is not { } descriptor)
            return;
        var lines = new ArrayBufferWriter<byte>(256);
        foreach (var (name, write) in notes?.Made() ?? [])
            WriteNote(lines, name, write);
        if (contentType is not null)
            WriteNote(lines, "contentType", to => JsonText.Write(to, contentType));
        if (lines.WrittenCount > 0)
            _ = SystemCalls.TryWriteAll(descriptor, lines.WrittenSpan);
    }

    private static void WriteNote(ArrayBufferWriter<byte> to, string name, Action<IBufferWriter<byte>> write)
    {
        to.Write("{"u8);
        JsonText.Write(to, name);
        to.Write(":"u8);
        write(to);
        to.Write("}\n"u8);
    }

    private static int? DescriptorOf(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor) ? descriptor : null;

    private static void Tell(string line) => _ = SystemCalls.TryWriteAll(SystemCalls.StandardError, Encoding.UTF8.GetBytes(line));

    /// <summary>Log records as lines of text.</summary>
    private sealed class ExecLog : ILogTarget
    {
        public void Write(LogLevel level, string message, ReadOnlySpan<(string Name, string Value)> fields)
        {
            var line = new ArrayBufferWriter<byte>(256);
            line.Write(Encoding.UTF8.GetBytes($"[{LogText.NameOf(level)}] {message}"));
            if (!fields.IsEmpty)
            {
                line.Write(" "u8);
                LogText.WriteFields(line, fields);
            }

            line.Write("\n"u8);
            _ = SystemCalls.TryWriteAll(SystemCalls.StandardError, line.WrittenSpan);
        }
    }
}
