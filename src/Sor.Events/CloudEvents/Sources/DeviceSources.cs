namespace Sor.Events.CloudEvents.Sources;

/// <summary>Things.</summary>
internal static class DeviceSources
{
    internal static void Button(SourceWriter w)
    {
        w.Begin();
        w.Source(w.Document.Member("serialNumber"u8));
        w.Type("com.amazon.iot.button"u8);
        w.Subject(w.Document.Member("clickType"u8));
        w.End(w.Document.Root);
    }

    internal static void OneClick(SourceWriter w)
    {
        var e = w.Document;
        var device = e.Member("deviceInfo"u8);
        if (device.IsMissing)
            device = e.Member("deviceEvent"u8).Get("deviceInfo"u8);
        w.Begin();
        w.Source(device.Get("deviceId"u8));
        w.Type("com.amazon.iot1click.click"u8);
        w.Subject(e.Member("placementInfo"u8).Get("placementName"u8));
        w.Time(e.Member("deviceEvent"u8).Get("buttonClicked"u8).Get("reportedTime"u8));
        w.End(e.Root);
    }

    internal static void Preprovision(SourceWriter w)
    {
        var e = w.Document;
        w.Begin();
        w.Source(e.Member("templateArn"u8));
        w.Type("com.amazon.iot.preprovision"u8);
        w.Subject(e.Member("claimCertificateId"u8));
        w.End(e.Root);
    }
}
