using System.Buffers;
using System.Text;
using Sor.Events.CloudEvents.Formats;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Google;

/// <summary>Turns CloudEvents of Google's services into what its legacy background functions take.</summary>
public static class LegacyWriter
{
    /// <summary>Writes <c>{"context":{…},"data":…}</c>.</summary>
    /// <param name="source">The CloudEvent.</param>
    /// <param name="output">Where it goes.</param>
    /// <exception cref="EventFormatException">Its type has no legacy form, or its source is none of Google's.</exception>
    public static void Write(CloudEvent source, IBufferWriter<byte> output)
    {
        var type = Encoding.UTF8.GetString(source.Get("type"u8));
        var legacy = LegacyTypes.ToLegacy(type) ?? throw new EventFormatException("/type", $"is '{type}', which has no legacy form");
        var (service, name) = Split(Encoding.UTF8.GetString(source.Get("source"u8)));
        var subject = Encoding.UTF8.GetString(source.Get("subject"u8));
        var document = new EventDocument();
        if (source.DataKind == CloudEventDataKind.Json)
            document.Load(source.Data);
        var data = document.Root;

        output.Write("{\"context\":{\"eventId\":"u8);
        JsonText.Write(output, source.Get("id"u8));
        if (source.Get("time"u8) is { IsEmpty: false } time)
        {
            output.Write(",\"timestamp\":"u8);
            JsonText.Write(output, time);
        }

        Member(output, ",\"eventType\":"u8, legacy);
        output.Write(",\"resource\":"u8);
        Resource(output, service, name, subject, data);
        output.Write("},\"data\":"u8);
        Data(output, service, data);
        output.Write("}"u8);
    }

    private static (string Service, string Name) Split(string source)
    {
        var slash = source.StartsWith("//", StringComparison.Ordinal) ? source.IndexOf('/', 2) : -1;
        return slash > 2 ? (source[2..slash], source[(slash + 1)..]) : throw new EventFormatException("/source", $"is '{source}', which is no //service/resource");
    }

    private static void Resource(IBufferWriter<byte> output, string service, string name, string subject, JsonValue data)
    {
        var whole = subject.Length > 0 ? $"{name}/{subject}" : name;
        switch (service)
        {
            case "pubsub.googleapis.com":
                Typed(output, service, name, "type.googleapis.com/google.pubsub.v1.PubsubMessage");
                break;
            case "storage.googleapis.com":
                Typed(output, service, whole, data.Get("kind"u8).GetString());
                break;
            case "firebaseauth.googleapis.com":
                Member(output, default, name);
                break;
            case "firebasedatabase.googleapis.com":
                Member(output, default, WithoutLocation(whole));
                break;
            case "firebaseanalytics.googleapis.com" or "firebase.googleapis.com":
                var app = name.IndexOf("/apps/", StringComparison.Ordinal);
                Member(output, default, app < 0 ? whole : $"{name[..app]}/{subject}");
                break;
            default:
                Member(output, default, whole);
                break;
        }
    }

    private static string WithoutLocation(string name)
    {
        var start = name.IndexOf("/locations/", StringComparison.Ordinal);
        var end = start < 0 ? -1 : name.IndexOf('/', start + "/locations/".Length);
        return end < 0 ? name : name[..start] + name[end..];
    }

    private static void Typed(IBufferWriter<byte> output, string service, string name, string type)
    {
        Member(output, "{\"service\":"u8, service);
        Member(output, ",\"name\":"u8, name);
        if (type.Length > 0)
            Member(output, ",\"type\":"u8, type);
        output.Write("}"u8);
    }

    private static void Data(IBufferWriter<byte> output, string service, JsonValue data)
    {
        if (service == "pubsub.googleapis.com")
            Message(output, data.Get("message"u8));
        else if (service == "firebaseauth.googleapis.com" && data.IsObject)
            output.Write(AuthMetadata.Rename(data, toLegacy: true));
        else
            output.Write(data.Raw.IsEmpty ? "null"u8 : data.Raw);
    }

    private static void Message(IBufferWriter<byte> output, JsonValue message)
    {
        if (!message.IsObject)
            throw new EventFormatException("/data", "has no message: the data of a Pub/Sub event has one");
        var isFirst = true;
        output.Write("{"u8);
        foreach (var member in message.Members())
        {
            if (member.NameEquals("messageId"u8) || member.NameEquals("publishTime"u8))
                continue;
            output.Write(isFirst ? default : ","u8);
            isFirst = false;
            output.Write(member.Name.Raw);
            output.Write(":"u8);
            output.Write(member.Value.Raw);
        }

        output.Write("}"u8);
    }

    private static void Member(IBufferWriter<byte> output, ReadOnlySpan<byte> before, string value)
    {
        output.Write(before);
        JsonText.Write(output, Encoding.UTF8.GetBytes(value));
    }
}
