using System.Diagnostics;
using System.Text;
using Sor.Middleware;
using Sor.Wasm.Guests;

namespace Sor.Wasm.Worker;

/// <summary>One stage: makes a guest's input of a call, and an outcome of how the guest ended.</summary>
internal sealed class GuestStage(Stage stage, StageSettings settings, Guest guest)
{
    private const int ReplyStatus = 80;

    // Larger arrays are left to the collector.
    private const int KeptOutputBytes = 1024 * 1024;

    // An outcome has been sent before its thread takes the next event: then the array is free again.
    [ThreadStatic]
    private static byte[]? t_output;

    private readonly byte[] _name = Text(stage.Name);
    private readonly byte[] _nameVariable = Text($"SOR_STAGE={stage.Name}");
    private readonly byte[] _configVariable = [.. "SOR_STAGE_CONFIG="u8, .. stage.ConfigJson.Span, 0];
    private readonly byte[][] _phases = [Text("before"), Text("after"), Text("error"), Text("handle")];

    internal Outcome Run(Call call)
    {
        var input = new GuestInput(
            [_name, _phases[(int)call.Phase]],
            [_nameVariable, _configVariable, GuestContext.Variable(call)],
            call.Payload,
            DeadlineOf(call));
        var run = new GuestCall(input, new BoundedBuffer(settings.OutputBytes, t_output), new StageLog(call));
        var problem = guest.Run(run);
        t_output = run.Output.Room.Length <= KeptOutputBytes ? run.Output.Room : null;
        return run.Stop switch
        {
            StopReason.Deadline => Outcome.Fail(TypeOf(call, "Timeout"), $"stage \"{stage.Name}\" was stopped in phase {PhaseOf(call)}: its time was over"),
            StopReason.OutputTooLarge => Outcome.Fail("Runtime.StageOutputTooLarge", $"stage \"{stage.Name}\" wrote more than {settings.OutputBytes} bytes"),
            StopReason.NotesTooLarge => Outcome.Fail(TypeOf(call, "Failed"), $"stage \"{stage.Name}\" noted more than {GuestLimits.MaxNoteBytes} bytes"),
            _ when problem is not null => Trapped(call, problem),
            _ => Ended(call, run),
        };
    }

    /// <summary>A trap, or an instance that could not be made: the engine's first line says where, its last what.</summary>
    private Outcome Trapped(Call call, string problem)
    {
        var lines = problem.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        call.Log(problem, LogLevel.Error);
        return Outcome.Fail(TypeOf(call, "Failed"), $"stage \"{stage.Name}\" failed in phase {PhaseOf(call)}: {lines[^1]}");
    }

    private Outcome Ended(Call call, GuestCall run)
    {
        var notes = GuestNotes.Read(run.Notes.Written, call);
        var isReply = run.ExitStatus == ReplyStatus;
        if (!isReply && run.ExitStatus != 0)
        {
            var last = run.Log.Last is { } line ? $": {line}" : "";
            return Outcome.Fail(
                notes.ErrorType ?? TypeOf(call, "Failed"),
                notes.ErrorMessage ?? $"stage \"{stage.Name}\" ended with status {run.ExitStatus} in phase {PhaseOf(call)}{last}",
                notes.Retry);
        }

        if (notes.Problem is { } problem)
            return Outcome.Fail(TypeOf(call, "Failed"), $"stage \"{stage.Name}\": {problem}");
        var output = run.Output.Written;
        if (output.IsEmpty && (isReply || !call.Payload.IsEmpty))
            return Outcome.Fail(TypeOf(call, "Failed"), $"stage \"{stage.Name}\" ended with status {run.ExitStatus} and without output in phase {PhaseOf(call)}");
        var contentType = notes.ContentType ?? (isReply || call.Phase == Phase.Handle ? "application/json" : call.ContentType);
        if (IsJson(contentType) && output.Span is [.., (byte)'\n'])
            output = output[..^1];
        return isReply ? Outcome.Reply(output, contentType) : Outcome.Go(output, notes.ContentType);
    }

    private static string TypeOf(Call call, string what) => (call.Phase, what) switch
    {
        (Phase.Handle, "Timeout") => "Runtime.HandlerTimeout",
        (Phase.Handle, _) => "Runtime.ExitError",
        _ => $"Runtime.Stage{what}",
    };

    private static string PhaseOf(Call call) => call.Phase switch
    {
        Phase.Before => "before",
        Phase.After => "after",
        Phase.Error => "error",
        _ => "handle",
    };

    private static bool IsJson(string contentType)
    {
        var type = contentType.AsSpan();
        if (type.IndexOf(';') is >= 0 and var end)
            type = type[..end];
        type = type.Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The wall clock's deadline on the monotonic one.</summary>
    private static long DeadlineOf(Call call)
    {
        var left = GuestLimits.LongestCall;
        if ((call.CancelAt ?? call.Deadline) is { } at && at - DateTimeOffset.UtcNow is var until && until < left)
            left = until;
        return Stopwatch.GetTimestamp() + (long)(left.TotalSeconds * Stopwatch.Frequency);
    }

    private static byte[] Text(string value) => Encoding.UTF8.GetBytes(value + '\0');

    private sealed class StageLog(Call call) : IGuestLog
    {
        public void Write(string line) => call.Log(line);
    }
}
