using System.Globalization;
using System.Text;
using Sor.DevServer.Emulation;

namespace Sor.DevServer.Reporting;

/// <summary>Notices as lines for people. What functions and middlewares write is indented, so that it cannot be taken for ours.</summary>
internal sealed class TextReporter(LineOutput output, bool useColor, TimeProvider time) : IDevReporter
{
    private const string Red = "31";
    private const string Yellow = "33";
    private const string Green = "32";
    private const string Dim = "2";

    public void Report(DevNotice notice)
    {
        var text = notice switch
        {
            ListeningNotice n => Listening(n),
            ReadyNotice n => Line($"ready    {n.FunctionName} in {Milliseconds(n.Init)}{StageTimes(n.Record)}"),
            CallNotice n => Call(n),
            LogNotice n => Paint(Dim, "    | ") + Printable(n.Line),
            StageRestartNotice n => Line(Paint(Yellow, $"restart  stage {n.Stage}: {Printable(n.Reason)}")),
            CircuitNotice n => Line(Paint(Yellow, $"circuit  stage {n.Stage} {CircuitText(n)}")),
            InitFailureNotice n => Line(Paint(Red, $"failed   {n.FunctionName} cannot start: {Printable(n.ErrorType)}: {Printable(n.Message)}")),
            ExitNotice n => Line(Paint(Yellow, $"restart  bootstrap {n.Status}; starting it again in {Milliseconds(n.RestartIn)}")),
            OverrunNotice => Line(Paint(Yellow, "restart  bootstrap was still at work after the deadline; killed, starting it again")),
            ChangeNotice n => Line($"changed  {n.Path}; restarting {n.FunctionName}"),
            ProblemsNotice n => Problems(n),
            EventFailureNotice { RetryIn: { } delay } n => Line(Paint(Yellow, $"retry    event {n.RequestId} failed (attempt {n.Attempt}); again in {Milliseconds(delay)}")),
            EventFailureNotice n => Line(Paint(Red, $"gave up  event {n.RequestId} failed {n.Attempt} times")),
            WarningNotice n => Line(Paint(Yellow, $"warning  {n.Message}")),
            StoppingNotice => Line("stopping"),
            _ => null,
        };
        if (text is null)
            return;
        output.WriteLine(text);
    }

    private static string Listening(ListeningNotice notice) =>
        $"""
        {notice.FunctionName} is served at {notice.Endpoint}/
          any GET or POST runs it:  curl {notice.Endpoint}/ -d '{"{}"}'
          the Lambda API as well:   sor invoke --event '{"{}"}'
                                    aws lambda invoke --endpoint-url {notice.Endpoint} --function-name {notice.FunctionName} --payload '{"{}"}' --cli-binary-format raw-in-base64-out /dev/stdout
          Ctrl-C ends it.
        """;

    private string Call(CallNotice notice)
    {
        var (call, result, record) = notice;
        var line = new StringBuilder();
        line.Append(Pad(call.Label, 8)).Append(' ');
        line.Append(result.Status switch
        {
            CallStatus.Response => Paint(Green, "ok"),
            CallStatus.TimedOut => Paint(Red, "timeout"),
            CallStatus.Unavailable => Paint(Red, "refused"),
            _ => Paint(Red, "error"),
        });
        if (result.Status != CallStatus.Unavailable)
            line.Append("  ").Append(Milliseconds(result.Duration));
        line.Append(CultureInfo.InvariantCulture, $"  {call.Payload.Length} B → {result.Body.Length} B").Append(StageTimes(record));
        if (result.Status != CallStatus.Response)
        {
            var stage = record?.FailedStage is { Length: > 0 } name ? $" in {name}" : "";
            line.Append("  ").Append(Paint(Red, $"{Printable(result.ErrorType ?? "error")}{stage}: {Printable(result.ErrorMessage ?? "")}"));
        }

        return Line(line.ToString());
    }

    private static string Problems(ProblemsNotice notice)
    {
        var text = new StringBuilder();
        foreach (var problem in notice.Problems)
            text.Append("sor: ").Append(problem).Append('\n');
        if (notice.IsBroken)
            text.Append("sor: nothing is served until this is mended; save the file and it is read again\n");
        return text.ToString().TrimEnd('\n');
    }

    private static string StageTimes(EngineRecord? record)
    {
        if (record?.Stages is not { Count: > 0 } stages)
            return "";
        var parts = stages.OfType<EngineStage>().Select(stage =>
        {
            var phase = stage.Phase is null or "handle" ? "" : $" {stage.Phase}";
            var outcome = OutcomeText(stage);
            return $"{Printable(stage.Name ?? "?")}{phase} {Milliseconds(stage.DurationMs)}{outcome}";
        });
        return "  [" + string.Join(", ", parts) + "]";
    }

    private static string OutcomeText(EngineStage stage)
    {
        var words = new List<string>(2);
        if (stage.Outcome is not (null or "payload"))
            words.Add(Printable(stage.Outcome));
        if (stage.Policy is { } policy)
            words.Add(policy == "skip" ? "skipped" : "replied for");
        if (stage.Observed)
            words.Add("observer");
        return words.Count == 0 ? "" : $" ({string.Join(", ", words)})";
    }

    private static string CircuitText(CircuitNotice notice) => notice.State switch
    {
        "open" => string.Create(CultureInfo.InvariantCulture, $"is left alone for a while after {notice.Breakdowns} breakdowns in a row"),
        "trial" => "is tried again",
        _ => "works again",
    };

    private string Line(string text) =>
        $"{Paint(Dim, time.GetLocalNow().ToString("HH':'mm':'ss", CultureInfo.InvariantCulture))} {text}";

    private string Paint(string color, string text) => useColor ? $"\u001b[{color}m{text}\u001b[0m" : text;

    private static string Pad(string label, int width) => Printable(label).PadRight(width);

    private static string Milliseconds(TimeSpan time) => Milliseconds(time.TotalMilliseconds);

    private static string Milliseconds(double milliseconds) =>
        milliseconds.ToString(milliseconds < 100 ? "0.##" : "0", CultureInfo.InvariantCulture) + " ms";

    // What a function writes must not steer the terminal; a tab is harmless, colours of logs are what people want to see.
    private static string Printable(string text) => text.Any(c => char.IsControl(c) && c is not ('\t' or '\u001b'))
        ? string.Concat(text.Select(c => char.IsControl(c) && c is not ('\t' or '\u001b') ? '\uFFFD' : c))
        : text;
}
