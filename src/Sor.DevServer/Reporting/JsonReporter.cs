using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sor.DevServer.Reporting;

/// <summary>Notices as one JSON object a line, for programs.</summary>
internal sealed class JsonReporter(LineOutput output, TimeProvider time) : IDevReporter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Report(DevNotice notice)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow());
            WriteMembers(json, notice);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteMembers(Utf8JsonWriter json, DevNotice notice)
    {
        switch (notice)
        {
            case ListeningNotice n:
                Type(json, "listening");
                json.WriteString("endpoint", n.Endpoint);
                json.WriteString("function", n.FunctionName);
                break;
            case ReadyNotice n:
                Type(json, "ready");
                json.WriteString("function", n.FunctionName);
                json.WriteNumber("initMs", n.Init.TotalMilliseconds);
                WriteStages(json, n.Record);
                break;
            case CallNotice n:
                WriteCall(json, n);
                break;
            case LogNotice n:
                Type(json, "log");
                json.WriteString("function", n.FunctionName);
                json.WriteString("line", n.Line);
                break;
            case StageRestartNotice n:
                Type(json, "stageRestart");
                json.WriteString("stage", n.Stage);
                json.WriteString("reason", n.Reason);
                break;
            case CircuitNotice n:
                Type(json, "circuit");
                json.WriteString("stage", n.Stage);
                json.WriteString("state", n.State);
                json.WriteNumber("breakdowns", n.Breakdowns);
                break;
            case InitFailureNotice n:
                Type(json, "initFailure");
                json.WriteString("function", n.FunctionName);
                json.WriteString("errorType", n.ErrorType);
                json.WriteString("errorMessage", n.Message);
                break;
            case ExitNotice n:
                Type(json, "exit");
                json.WriteString("status", n.Status.ToString());
                json.WriteNumber("restartInMs", n.RestartIn.TotalMilliseconds);
                break;
            case OverrunNotice n:
                Type(json, "overrun");
                json.WriteString("function", n.FunctionName);
                break;
            case ChangeNotice n:
                Type(json, "change");
                json.WriteString("function", n.FunctionName);
                json.WriteString("path", n.Path);
                break;
            case ProblemsNotice n:
                WriteProblems(json, n);
                break;
            case EventFailureNotice n:
                Type(json, "eventFailure");
                json.WriteString("requestId", n.RequestId);
                json.WriteNumber("attempt", n.Attempt);
                if (n.RetryIn is { } delay)
                    json.WriteNumber("retryInMs", delay.TotalMilliseconds);
                break;
            case WarningNotice n:
                Type(json, "warning");
                json.WriteString("message", n.Message);
                break;
            default:
                Type(json, "stopping");
                break;
        }
    }

    private static void WriteCall(Utf8JsonWriter json, CallNotice notice)
    {
        var (call, result, record) = notice;
        Type(json, "call");
        json.WriteString("label", call.Label);
        json.WriteString("requestId", call.RequestId);
        json.WriteString("status", result.Status switch
        {
            Emulation.CallStatus.Response => "response",
            Emulation.CallStatus.TimedOut => "timeout",
            Emulation.CallStatus.Unavailable => "unavailable",
            _ => "error",
        });
        json.WriteNumber("durationMs", result.Duration.TotalMilliseconds);
        json.WriteNumber("eventBytes", call.Payload.Length);
        json.WriteNumber("responseBytes", result.Body.Length);
        if (result.ErrorType is not null)
            json.WriteString("errorType", result.ErrorType);
        if (result.ErrorMessage is not null)
            json.WriteString("errorMessage", result.ErrorMessage);
        if (record?.FailedStage is { Length: > 0 } stage)
            json.WriteString("failedStage", stage);
        WriteStages(json, record);
    }

    private static void WriteProblems(Utf8JsonWriter json, ProblemsNotice notice)
    {
        Type(json, "problems");
        json.WriteBoolean("isBroken", notice.IsBroken);
        json.WriteStartArray("problems");
        foreach (var problem in notice.Problems)
            DiagnosticJson.Write(json, problem);
        json.WriteEndArray();
    }

    private static void WriteStages(Utf8JsonWriter json, EngineRecord? record)
    {
        if (record?.Stages is not { } stages)
            return;
        json.WriteStartArray("stages");
        foreach (var stage in stages.OfType<EngineStage>())
        {
            json.WriteStartObject();
            json.WriteString("name", stage.Name ?? "");
            if (stage.Phase is not null)
                json.WriteString("phase", stage.Phase);
            if (stage.Kind is not null)
                json.WriteString("kind", stage.Kind);
            json.WriteNumber("durationMs", stage.DurationMs);
            if (stage.Outcome is not null)
                json.WriteString("outcome", stage.Outcome);
            if (stage.Policy is not null)
                json.WriteString("policy", stage.Policy);
            if (stage.Observed)
                json.WriteBoolean("observed", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Type(Utf8JsonWriter json, string type) => json.WriteString("type", type);
}
