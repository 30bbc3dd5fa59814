using System.Diagnostics;
using System.Text.Json;

namespace Sor.BuiltIns;

/// <summary><c>log</c>: one line of JSON for each call, with its sizes, its time and how it ended; no bodies.</summary>
internal sealed class LogProgram : IPhaseProgram
{
    internal const string CatalogueName = "log";

    private const Phase AllPhases = Phase.Before | Phase.After | Phase.Error;

    private static readonly PointerReader s_failureMembers = new([PointerTo("/errorType"), PointerTo("/stage")]);

    private readonly LogOptions _options;
    private readonly BuiltInHost _host;
    private readonly LineBuffer _line = new();

    internal LogProgram(string stageName, Phase phases, LogOptions options, BuiltInHost host)
    {
        Name = stageName;
        Phases = phases == Phase.None ? AllPhases : phases & AllPhases;
        _options = options;
        _host = host;
    }

    public string Name { get; }

    public string Kind => "built-in";

    public Phase Phases { get; }

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        if (phase == Phase.Before)
            invocation.Context.Notes.For(Name).State = CallStart.Write(_line, _host.Clock(), invocation.Payload, _options.Event);
        else
            WriteLine(phase, invocation);
        return new ValueTask<Outcome>(Outcome.Of(invocation.Payload));
    }

    private void WriteLine(Phase phase, in Invocation invocation)
    {
        var context = invocation.Context;
        _line.Clear();
        _line.Append("{\"type\":\"call\",\"requestId\":"u8);
        _line.AppendText(context.RequestId);
        _line.Append(",\"trigger\":"u8);
        _line.AppendText(context.Trigger);
        _line.Append(phase == Phase.After ? ",\"outcome\":\"response\""u8 : ",\"outcome\":\"failure\""u8);
        if (phase == Phase.Error)
            AppendFailure(invocation.Payload.Bytes.Span);
        if (context.Notes.Find(Name)?.State is { } state)
            AppendStart(CallStart.Read(state));
        if (phase == Phase.After)
        {
            _line.Append(",\"responseBytes\":"u8);
            _line.AppendNumber(invocation.Payload.Bytes.Length);
            _options.Response.AppendTo(_line, invocation.Payload);
        }

        AppendAttributes(context);
        _line.Append(_options.FixedMembers);
        _line.Append("}\n"u8);
        _host.WriteLine(_line.Written);
    }

    private void AppendStart(in CallStart start)
    {
        _line.Append(",\"durationMs\":"u8);
        _line.AppendMilliseconds((_host.Clock() - start.Timestamp) * 1_000_000 / Stopwatch.Frequency);
        _line.Append(",\"eventBytes\":"u8);
        _line.AppendNumber(start.Bytes);
        _line.Append(start.Picked);
    }

    private void AppendFailure(ReadOnlySpan<byte> failure)
    {
        Span<JsonSlice> found = stackalloc JsonSlice[2];
        s_failureMembers.Find(failure, found);
        AppendFailureMember(",\"errorType\":"u8, failure, found[0]);
        AppendFailureMember(",\"errorStage\":"u8, failure, found[1]);
    }

    private void AppendFailureMember(ReadOnlySpan<byte> name, ReadOnlySpan<byte> failure, in JsonSlice value)
    {
        if (value.Type != JsonTokenType.String || value.Length > PickedMembers.MaxValueBytes)
            return;
        _line.Append(name);
        _line.Append(value.Of(failure));
    }

    private void AppendAttributes(InvocationContext context)
    {
        foreach (var (name, attribute) in _options.Attributes)
        {
            var value = attribute.ValueIn(context);
            if (value.Length is 0 or > PickedMembers.MaxValueBytes)
                continue;
            _line.Append(name);
            _line.AppendOnOneLine(value);
        }
    }

    private static JsonPointer PointerTo(string text) =>
        JsonPointer.TryParse(text, out var pointer, out var problem) ? pointer! : throw new ArgumentException(problem, nameof(text));
}
