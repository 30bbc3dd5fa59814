using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Sor.Conformance.Children;
using Sor.Conformance.Subjects;
using Sor.Native;
using Sor.Protocol;

namespace Sor.Conformance.Lines;

/// <summary>One process per phase; one JSON document a line in, one a line out.</summary>
internal sealed class LinesSession(Subject subject, string? config, TimeSpan patience) : ISession
{
    /// <summary>How long nothing may come that nobody asked for, after the last answer.</summary>
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(300);

    // A process closes its output a little before it has ended.
    private static readonly TimeSpan s_exit = TimeSpan.FromSeconds(1);

    private static readonly string[] s_outcomes = ["event", "reply", "error"];

    private readonly Dictionary<string, Worker> _workers = [];

    public bool IsOver => false;

    public CallResult Run(Call call)
    {
        if (!IsJson(call.Body))
            return NotGiven;
        var worker = WorkerOf(call.Phase);
        ThrowIfUnasked(worker, "before the next request was written");
        var id = ++worker.LastId;
        worker.Write([.. Request(call, id), (byte)'\n'], patience);
        var line = worker.Process.Output.WaitLine(worker.Read, patience) ?? throw Missing(worker, call.Phase);
        worker.Read += line.Length + 1;
        return Answer(call, id, line);
    }

    public void Settle()
    {
        foreach (var worker in _workers.Values)
        {
            if (worker.Process.Output.WaitLine(worker.Read, s_quiet) is not null)
                ThrowIfUnasked(worker, "after the answer");
        }
    }

    /// <summary>Ends the input of a phase's process; how the process ended.</summary>
    public ExitStatus? End(string phase)
    {
        var worker = WorkerOf(phase);
        worker.Input.Dispose();
        return worker.Process.WaitExit(patience);
    }

    /// <summary>What comes although nothing was asked.</summary>
    public string? Unasked(string phase)
    {
        var output = WorkerOf(phase).Process.Output;
        _ = output.WaitLine(0, TimeSpan.FromSeconds(1));
        return output.Count == 0 ? null : Shown(output.ToArray());
    }

    public void Dispose()
    {
        foreach (var worker in _workers.Values)
            worker.Dispose();
    }

    // Such a payload never reaches a line worker: the host fails it (spec/lines.md).
    private CallResult NotGiven => new("failure", [], "", "Runtime.StageFailed", "takes one JSON document per line, and this payload is not JSON", new StageNotes(subject.Stage));

    private static bool IsJson(byte[] payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void ThrowIfUnasked(Worker worker, string when)
    {
        if (worker.Process.Output.Count > worker.Read)
            throw new Violation("lines.one-answer", $"{when} there was a further line: {Shown(worker.Process.Output.ToArray()[worker.Read..])}");
    }

    private static string Shown(byte[] bytes) => Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(200, bytes.Length))).TrimEnd('\n');

    private Worker WorkerOf(string phase)
    {
        if (!_workers.TryGetValue(phase, out var worker))
            _workers.Add(phase, worker = Worker.Start(subject, config));
        return worker;
    }

    private Violation Missing(Worker worker, string phase) => worker.Process.WaitExit(worker.Process.Output.HasEnded ? s_exit : TimeSpan.Zero) is { } status
        ? new Violation(null, $"no answer: the process for phase {phase} {status}{worker.Process.ErrorText()}", hasEnded: true)
        : worker.Process.Output.Count > worker.Read
            ? new Violation("lines.line", $"an answer without a line feed within {patience.TotalSeconds:0.#} s: {Shown(worker.Process.Output.ToArray()[worker.Read..])}")
            : new Violation(null, $"no answer within {patience.TotalSeconds:0.#} s");

    private byte[] Request(Call call, long id)
    {
        byte[] line = subject.IsEnvelope
            ? [.. Encoding.UTF8.GetBytes($$"""{"id":{{id}},"phase":"{{call.Phase}}","context":{{call.ContextJson}},"event":"""), .. call.Body, (byte)'}']
            : [.. call.Body];

        // Between the parts of a document they mean nothing, and within them they cannot stand.
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        return line;
    }

    private CallResult Answer(Call call, long id, byte[] line)
    {
        var notes = new StageNotes(subject.Stage);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            throw new Violation("lines.json", $"a line that is not JSON: {Shown(line)}");
        }

        using (document)
        {
            if (!subject.IsEnvelope)
                return new CallResult("payload", line, call.ContentType, null, null, notes);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("id", out var given) || given.ValueKind != JsonValueKind.Number || !given.TryGetInt64(out var number) || number != id)
                throw new Violation("lines.id", $"the request had id {id}, the answer was {Shown(line)}");
            string? contentType = null;
            if (root.TryGetProperty("notes", out var noted) && NotesReader.Take(Encoding.UTF8.GetBytes(noted.GetRawText()), notes, ref contentType) is { } problem)
                throw new Violation("lines.members", problem);
            return Outcome(call, root, line, contentType, notes);
        }
    }

    private static CallResult Outcome(Call call, JsonElement root, byte[] line, string? contentType, StageNotes notes)
    {
        string[] outcomes = [.. s_outcomes.Where(name => root.TryGetProperty(name, out _))];
        if (outcomes is not [var outcome])
            throw new Violation("lines.members", $"an answer has exactly one of `event`, `reply` and `error`; this one: {Shown(line)}");
        var value = root.GetProperty(outcome);
        if (outcome != "error")
            return new CallResult(outcome == "event" ? "payload" : "reply", Encoding.UTF8.GetBytes(value.GetRawText()), contentType ?? call.ContentType, null, null, notes);
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("errorType", out var type) || type.ValueKind != JsonValueKind.String)
            throw new Violation("lines.members", $"an error has an `errorType`: {Shown(line)}");
        var message = value.TryGetProperty("errorMessage", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : "";
        return new CallResult("failure", [], "", type.GetString(), message, notes);
    }

    private sealed class Worker(Subprocess process, Descriptor input) : IDisposable
    {
        public Subprocess Process { get; } = process;

        public Descriptor Input { get; } = input;

        public long LastId { get; set; }

        /// <summary>Bytes of its output that were answers.</summary>
        public int Read { get; set; }

        public static Worker Start(Subject subject, string? config)
        {
            var (inputEnd, input) = Descriptors.Pipe(nonBlockingRead: false, nonBlockingWrite: true);
            try
            {
                return new Worker(Subprocess.Start(subject, null, config, [], (inputEnd, 0)), input);
            }
            catch (Violation)
            {
                input.Dispose();
                throw;
            }
            finally
            {
                inputEnd.Dispose();
            }
        }

        public void Write(ReadOnlySpan<byte> bytes, TimeSpan patience)
        {
            var clock = Stopwatch.StartNew();
            while (!bytes.IsEmpty)
            {
                var written = Descriptors.Write(Input, bytes);
                if (written >= 0)
                    bytes = bytes[written..];
                else if (written != -ErrorNumber.WouldBlock)
                    return; // It has ended: the missing answer tells it.
                else if (clock.Elapsed > patience)
                    throw new Violation(null, $"{bytes.Length} bytes of the request could not be written within {patience.TotalSeconds:0.#} s");
                else
                    _ = Descriptors.WaitWritable(Input, 50);
            }
        }

        public void Dispose()
        {
            Input.Dispose();
            Process.Dispose();
        }
    }
}
