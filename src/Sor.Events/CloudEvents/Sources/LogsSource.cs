using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>Logs: packed JSON with any number of lines, each of which is an event.</summary>
internal static class LogsSource
{
    /// <summary>The most that packed logs may become. They are far smaller; the bound is for those that are made to be large.</summary>
    internal const int MaxLogsBytes = 32 * 1024 * 1024;

    internal static void Write(SourceWriter w)
    {
        var packed = w.Document.Member("awslogs"u8).Get("data"u8);
        var logs = w.Unpack(packed, MaxLogsBytes);
        if (logs.Get("messageType"u8).Is("CONTROL_MESSAGE"u8))
            return;
        var lines = logs.Get("logEvents"u8);
        if (w.Options.Mode == CloudEventMode.Whole)
        {
            Begin(w, logs, lines.First());
            w.EndWith(logs);
            return;
        }

        foreach (var line in lines.Elements())
        {
            Begin(w, logs, line);
            w.EndWithText(line, line.Get("message"u8));
        }
    }

    private static void Begin(SourceWriter w, JsonValue logs, JsonValue line)
    {
        w.Begin();
        w.Id(line.Get("id"u8));
        w.Source(w.Arn("logs"u8, default, logs.Get("owner"u8)).Add("log-group:"u8).Add(logs.Get("logGroup"u8)));
        w.Type("com.amazon.logs.log"u8);
        w.Subject(logs.Get("logStream"u8));
        w.Time(line.Get("timestamp"u8), TimeUnit.Milliseconds);
    }
}
