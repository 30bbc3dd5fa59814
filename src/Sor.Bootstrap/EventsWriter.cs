using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sor.Core;
using Sor.Native;
using Sor.Processes;
using Sor.Triggers.Lambda;

namespace Sor.Bootstrap;

/// <summary>
/// Writes the engine's own records, one JSON object per line (<c>spec/schemas/events.schema.json</c>), to the descriptor named in
/// <c>SOR_EVENTS_FD</c>. Whoever reads them must keep up: a full pipe costs records, never time of an event.
/// </summary>
internal sealed class EventsWriter
{
    private readonly Descriptor _output;
    private readonly ArrayBufferWriter<byte> _line = new(2048);
    private readonly Dictionary<string, int> _droppedFrames = [];
    private int _dropped;

    private EventsWriter(Descriptor output) => _output = output;

    /// <summary>Null when the variable is not set or names no usable descriptor.</summary>
    internal static EventsWriter? Open(string? number)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var fd) || fd < 3)
            return null;
        var output = new Descriptor(fd);
        Descriptors.SetNonBlocking(output);
        return new EventsWriter(output);
    }

    /// <summary>The start of the process up to the moment when events may come, and what each stage took of it.</summary>
    internal void WriteInit(long ticks, IEnumerable<IPreparable> stages)
    {
        using (var json = Begin("init"))
        {
            WriteDuration(json, ticks);
            json.WriteStartArray("stages"u8);
            foreach (var stage in stages)
            {
                json.WriteStartObject();
                json.WriteString("name"u8, stage.Name);
                json.WriteString("kind"u8, stage.Kind);
                if (stage.StartTicks is { } start)
                    WriteDuration(json, start);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        End();
    }

    /// <summary>A stage's circuit opened, tries the stage again, or closed.</summary>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="state">The new state.</param>
    /// <param name="breakdowns">Breakdowns in a row.</param>
    /// <param name="opened">How often it has opened since the start.</param>
    internal void WriteCircuit(string stage, CircuitState state, int breakdowns, int opened)
    {
        using (var json = Begin("circuit"))
        {
            json.WriteString("stage"u8, stage);
            json.WriteString("state"u8, state switch
            {
                CircuitState.Open => "open"u8,
                CircuitState.Trial => "trial"u8,
                _ => "closed"u8,
            });
            json.WriteNumber("breakdowns"u8, breakdowns);
            json.WriteNumber("count"u8, opened);
            json.WriteEndObject();
        }

        End();
    }

    /// <summary>A worker was lost and replaced.</summary>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="reason">What had happened.</param>
    /// <param name="count">Restarts of the stage since the start, this one included.</param>
    internal void WriteRestart(string stage, string reason, int count)
    {
        using (var json = Begin("restart"))
        {
            json.WriteString("stage"u8, stage);
            json.WriteString("reason"u8, reason);
            json.WriteNumber("count"u8, count);
            json.WriteEndObject();
        }

        End();
    }

    /// <summary>A worker sent a frame that belongs to no event under way: told with the next invocation.</summary>
    internal void CountDroppedFrame(string stage) => _droppedFrames[stage] = _droppedFrames.GetValueOrDefault(stage) + 1;

    internal void WriteInvocation(in CompletedInvocation completed)
    {
        using (var json = Begin("invocation"))
        {
            json.WriteString("requestId"u8, completed.Context.RequestId);
            json.WriteString("time"u8, UtcTimeText.Of(DateTime.UtcNow));
            WriteDuration(json, completed.Ticks);
            json.WriteString("outcome"u8, completed.Failure is null ? "response"u8 : "failure"u8);
            if (completed.Failure is { } failure)
            {
                json.WriteString("errorType"u8, failure.ErrorType);
                json.WriteString("failedStage"u8, failure.Stage);
            }

            json.WriteNumber("eventBytes"u8, completed.EventBytes);
            json.WriteNumber("responseBytes"u8, completed.ResponseBytes);
            json.WriteStartArray("stages"u8);
            foreach (var phase in completed.Context.Record.Phases)
                WritePhase(json, phase);
            json.WriteEndArray();
            if (completed.Context.Record.UnlistedPhases is > 0 and var phases)
                json.WriteNumber("unlistedPhases"u8, phases);
            if (completed.Context.Record.DroppedObservations is > 0 and var observations)
                json.WriteNumber("droppedObservations"u8, observations);
            WriteNotes(json, completed.Context.Notes);
            WriteDroppedFrames(json);
            json.WriteEndObject();
        }

        End();
    }

    private void WriteDroppedFrames(Utf8JsonWriter json)
    {
        if (_droppedFrames.Count == 0)
            return;
        json.WriteStartObject("droppedFrames"u8);
        foreach (var (stage, count) in _droppedFrames)
            json.WriteNumber(stage, count);
        json.WriteEndObject();
        _droppedFrames.Clear();
    }

    /// <summary>The newest <c>span</c> and <c>log</c> notes of each stage that left any, as they came.</summary>
    private static void WriteNotes(Utf8JsonWriter json, InvocationNotes notes)
    {
        var any = false;
        foreach (var stage in notes.Stages)
        {
            if (stage.Span is null && stage.Log is null)
                continue;
            if (!any)
                json.WriteStartObject("notes"u8);
            any = true;
            json.WriteStartObject(stage.Stage);
            WriteNote(json, "span"u8, stage.Span);
            WriteNote(json, "log"u8, stage.Log);
            json.WriteEndObject();
        }

        if (any)
            json.WriteEndObject();
    }

    private static void WriteNote(Utf8JsonWriter json, ReadOnlySpan<byte> name, byte[]? note)
    {
        if (note is null)
            return;
        json.WritePropertyName(name);
        json.WriteRawValue(note, skipInputValidation: true);
    }

    private static void WritePhase(Utf8JsonWriter json, in PhaseRecord phase)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, phase.Stage);
        json.WriteString("phase"u8, PhaseNames.NameOf(phase.Phase));
        json.WriteString("kind"u8, phase.Kind);
        WriteDuration(json, phase.Ticks);
        json.WriteNumber("bytesIn"u8, phase.BytesIn);
        json.WriteNumber("bytesOut"u8, phase.BytesOut);
        json.WriteString("outcome"u8, phase.Outcome switch
        {
            OutcomeKind.Payload => "payload"u8,
            OutcomeKind.Reply => "reply"u8,
            _ => "failure"u8,
        });
        if (phase.ErrorType is not null)
            json.WriteString("errorType"u8, phase.ErrorType);
        WriteHandling(json, phase);
        json.WriteEndObject();
    }

    private static void WriteHandling(Utf8JsonWriter json, in PhaseRecord phase)
    {
        switch (phase.Handling)
        {
            case FailureHandling.Suppressed:
                json.WriteBoolean("suppressed"u8, true);
                break;
            case FailureHandling.Observed:
                json.WriteBoolean("observed"u8, true);
                break;
            case FailureHandling.Skipped or FailureHandling.Replied:
                json.WriteString("policy"u8, phase.Handling == FailureHandling.Skipped ? "skip"u8 : "reply"u8);
                json.WriteNumber("policyCount"u8, phase.HandledCount);
                break;
        }
    }

    private Utf8JsonWriter Begin(string type)
    {
        _line.ResetWrittenCount();
        var json = new Utf8JsonWriter(_line);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteNumber("version"u8, 1);
        if (_dropped > 0)
            json.WriteNumber("dropped"u8, _dropped);
        return json;
    }

    private void End()
    {
        _line.Write("\n"u8);
        if (Descriptors.Write(_output, _line.WrittenSpan) == _line.WrittenCount)
            _dropped = 0;
        else
            _dropped++;
    }

    /// <summary>Milliseconds with three decimals, from integers: formatting of floating-point numbers would add 40 KB to this program.</summary>
    private static void WriteDuration(Utf8JsonWriter json, long ticks)
    {
        var microseconds = ticks * 1_000_000 / Stopwatch.Frequency;
        json.WritePropertyName("durationMs"u8);
        json.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1000}.{microseconds % 1000:D3}"), skipInputValidation: true);
    }
}
