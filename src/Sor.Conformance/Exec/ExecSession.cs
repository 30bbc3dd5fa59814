using System.Diagnostics;
using System.Text.Json;
using Sor.Conformance.Children;
using Sor.Conformance.Subjects;
using Sor.Native;
using Sor.Protocol;

namespace Sor.Conformance.Exec;

/// <summary>Starts one process for each call, with the descriptors of <c>spec/exec.md</c>.</summary>
internal sealed class ExecSession(Subject subject, string? config, TimeSpan patience) : ISession
{
    private const int ReplyStatus = 80;
    private const int OutputBytes = FrameLimits.PayloadBytes;

    private static readonly (string Name, string Value)[] s_variables = [("SOR_CONTEXT_FD", "3"), ("SOR_NOTES_FD", "4")];

    // What a child left behind may hold open is not waited for.
    private static readonly TimeSpan s_drain = TimeSpan.FromSeconds(1);

    public bool IsOver => false;

    public CallResult Run(Call call)
    {
        using var context = Descriptors.MemoryFile([.. System.Text.Encoding.UTF8.GetBytes(call.ContextJson), (byte)'\n']);
        var (notes, notesEnd) = Descriptors.Pipe(nonBlockingRead: false, nonBlockingWrite: false);
        var (inputEnd, input) = Descriptors.Pipe(nonBlockingRead: false, nonBlockingWrite: true);
        using var noted = new ByteDrain(notes);
        Subprocess process;
        try
        {
            process = Subprocess.Start(subject, call.Phase, config, s_variables, (inputEnd, 0), (context, 3), (notesEnd, 4));
        }
        catch (Violation)
        {
            input.Dispose();
            throw;
        }
        finally
        {
            inputEnd.Dispose();
            notesEnd.Dispose();
        }

        using (process)
        {
            Write(process, input, call.Body);
            if (process.WaitExit(patience) is not { } status)
                throw new Violation("exec.ends", $"the process for phase {call.Phase} did not end within {patience.TotalSeconds:0.#} s of the end of its input");
            process.Output.WaitEnd(s_drain);
            noted.WaitEnd(s_drain);
            return Judge(call, status, process, noted.ToArray());
        }
    }

    public void Settle()
    {
    }

    public void Dispose()
    {
    }

    private void Write(Subprocess process, Descriptor input, ReadOnlySpan<byte> bytes)
    {
        using (input)
        {
            var clock = Stopwatch.StartNew();
            while (!bytes.IsEmpty && clock.Elapsed < patience)
            {
                var written = Descriptors.Write(input, bytes);
                if (written >= 0)
                    bytes = bytes[written..];
                else if (written != -ErrorNumber.WouldBlock)
                    return; // Not reading STDIN is no failure.
                else if (process.WaitExit(TimeSpan.Zero) is not null)
                    return;
                else
                    _ = Descriptors.WaitWritable(input, 50);
            }
        }
    }

    private CallResult Judge(Call call, ExitStatus status, Subprocess process, byte[] noteLines)
    {
        var output = process.Output.ToArray();
        if (status.Signal != 0)
            throw new Violation("exec.no-crash", $"the process for phase {call.Phase} {status}{process.ErrorText()}");
        if (status.Code is 126 or 127)
            throw new Violation("start", $"the process for phase {call.Phase} {status}: a command was not found or may not be run{process.ErrorText()}");
        if (output.Length > OutputBytes)
            throw new Violation("exec.output-limit", $"{output.Length} bytes on STDOUT");
        var notes = new StageNotes(subject.Stage);
        string? contentType = null;
        TakeNotes(noteLines, notes, ref contentType);
        if (status.Code == ReplyStatus)
        {
            return output.Length > 0
                ? new CallResult("reply", Trim(output, contentType ?? ContentTypes.Json), contentType ?? ContentTypes.Json, null, null, notes)
                : throw new Violation("exec.reply-output", $"the process for phase {call.Phase} ended with status 80 and wrote nothing");
        }

        if (status.Code != 0)
        {
            var (type, message) = Error(notes);
            return new CallResult("failure", [], "", type, message ?? process.Error.Tail(), notes);
        }

        if (output.Length == 0 && call.Body.Length > 0)
            throw new Violation("exec.output", $"the process for phase {call.Phase} ended with status 0 and wrote nothing, though its input had {call.Body.Length} bytes");
        return new CallResult("payload", Trim(output, contentType ?? call.ContentType), contentType ?? call.ContentType, null, null, notes);
    }

    private static void TakeNotes(byte[] lines, StageNotes notes, ref string? contentType)
    {
        foreach (var range in lines.AsSpan().Split((byte)'\n'))
        {
            var line = lines.AsSpan(range);
            if (!line.Trim((byte)' ').IsEmpty && NotesReader.Take(line, notes, ref contentType) is { } problem)
                throw new Violation("exec.notes", problem);
        }
    }

    private static (string Type, string? Message) Error(StageNotes notes)
    {
        if (notes.Error is null)
            return ("Runtime.StageFailed", null);
        using var error = JsonDocument.Parse(notes.Error);
        if (error.RootElement.ValueKind != JsonValueKind.Object)
            throw new Violation("exec.notes", "the note `error` is not an object");
        return (Text(error.RootElement, "errorType") ?? "Runtime.StageFailed", Text(error.RootElement, "errorMessage"));
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[] Trim(byte[] output, string contentType) =>
        ContentTypes.IsJson(contentType) && output is [.., (byte)'\n'] ? output[..^1] : output;
}
