namespace Sor.Events.CloudEvents.Sources;

/// <summary>Buses, alarms, and what became of other invocations.</summary>
internal static class MonitoringSources
{
    /// <summary>As the provider itself converts the events of its bus.</summary>
    internal static void EventBridge(SourceWriter w)
    {
        var e = w.Document;
        var detail = e.Member("detail"u8);
        if (w.TryUnwrapObject(detail))
            return;
        w.Begin();
        w.Id(e.Member("id"u8));
        w.Source(e.Member("source"u8));
        w.Type(e.Member("detail-type"u8) is { RawString.IsEmpty: false } type ? w.Text().Add(type) : w.Text().Add("com.amazon.events.event"u8));
        var resources = e.Member("resources"u8).Elements();
        if (resources.MoveNext())
        {
            var only = resources.Current;
            w.Subject(resources.MoveNext() ? default : only);
        }

        w.Time(e.Member("time"u8));
        w.Attribute("account"u8, e.Member("account"u8));
        w.Attribute("region"u8, e.Member("region"u8));
        w.EndWithText(detail, detail);
    }

    internal static void Alarm(SourceWriter w)
    {
        var e = w.Document;
        w.Begin();
        w.Source(e.Member("alarmArn"u8));
        w.Type("com.amazon.cloudwatch.alarm"u8);
        w.Subject(e.Member("alarmData"u8).Get("alarmName"u8));
        w.Time(e.Member("time"u8));
        w.End(e.Root);
    }

    internal static void Widget(SourceWriter w)
    {
        var widget = w.Document.Member("widgetContext"u8);
        w.Begin();
        if (widget.Get("dashboardName"u8) is { IsMissing: false } dashboard)
            w.Source(w.Text().Add("arn:"u8).Add(w.Partition).Add(":cloudwatch::"u8).Add(w.Account).Add(":dashboard/"u8).Add(dashboard));
        w.Type("com.amazon.cloudwatch.widget"u8);
        w.Subject(widget.Get("widgetId"u8));
        w.End(w.Document.Root);
    }

    internal static void Destination(SourceWriter w)
    {
        var e = w.Document;
        w.Begin();
        w.Id(e.Context("requestId"u8));
        w.Source(e.Context("functionArn"u8));
        w.Type("com.amazon.lambda.destination."u8, e.Context("condition"u8));
        w.Time(e.Member("timestamp"u8));
        w.End(e.Root);
    }
}
