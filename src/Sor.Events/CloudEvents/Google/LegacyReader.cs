using System.Buffers;
using System.Text;
using Sor.Events.CloudEvents.Sources;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Google;

/// <summary>Turns events of Google's legacy background functions, and the bodies of Pub/Sub pushes, into CloudEvents.</summary>
public static class LegacyReader
{
    private const string PubSub = "pubsub.googleapis.com";

    /// <summary>Writes the attributes and the data of the event; the caller begins and ends it.</summary>
    /// <param name="root">A legacy event.</param>
    /// <param name="writer">Where it goes. After an error there is a part of it.</param>
    /// <exception cref="EventFormatException">It is no event that has a CloudEvent.</exception>
    public static void WriteEvent(JsonValue root, CloudEventWriter writer)
    {
        var context = root.Get("context"u8);
        var at = context.IsObject ? context : root;
        var legacy = Either(context, root, "eventType"u8).GetString();
        if (LegacyTypes.ToCloudEvent(legacy) is not { } type)
            throw at.Error($"has the eventType '{legacy}', which has no CloudEvents type");
        var resource = Either(context, root, "resource"u8);
        var service = resource.Get("service"u8) is { IsString: true } named ? named.GetString() : LegacyTypes.Service(legacy);
        var name = resource.IsObject ? resource.Get("name"u8) : resource;
        if (service is null || !name.IsString || name.RawString.IsEmpty)
            throw at.Error("has no resource, or none with a name and a service");
        var data = root.Get("data"u8);
        var (source, subject) = Place(service, name, root, data);
        var id = Either(context, root, "eventId"u8);
        var time = Either(context, root, "timestamp"u8);
        Attributes(writer, id, $"//{service}/{source}", type, subject, time.GetString());
        Data(writer, service, data, id, time.GetString());
    }

    /// <summary>The same with the body of a Pub/Sub push.</summary>
    /// <param name="root">The body.</param>
    /// <param name="path">Path that it was sent to, which may have the topic in it: <c>projects/…/topics/…</c>; null when unknown.</param>
    /// <param name="now">Time of a message without <c>publishTime</c>, RFC 3339; null when it is to have none.</param>
    /// <param name="writer">Where it goes.</param>
    /// <exception cref="EventFormatException">It has no message.</exception>
    public static void WritePush(JsonValue root, string? path, string? now, CloudEventWriter writer)
    {
        var message = root.Get("message"u8);
        if (!message.IsObject)
            throw root.Error("has no message: the body of a Pub/Sub push has one");
        var id = message.Get("messageId"u8);
        var published = message.Get("publishTime"u8).GetString();
        var time = published.Length > 0 ? published : now ?? "";
        var source = Topic(path) is { } topic ? $"//{PubSub}/{topic}" : $"//{PubSub}/";
        Attributes(writer, id, source, "google.cloud.pubsub.topic.v1.messagePublished", null, time);
        var json = new ArrayBufferWriter<byte>();
        json.Write("{\"message\":{\"@type\":\"type.googleapis.com/google.pubsub.v1.PubsubMessage\""u8);
        if (message.Get("data"u8) is { Raw.IsEmpty: false } data)
            json.Add(",\"data\":"u8).Write(data.Raw);
        var attributes = message.Get("attributes"u8);
        json.Add(",\"attributes\":"u8).Write(attributes.IsMissing ? "{}"u8 : attributes.Raw);
        AddMessage(json, id, time);
        json.Write("}}"u8);
        writer.DataJson(json.WrittenSpan);
    }

    private static JsonValue Either(JsonValue context, JsonValue root, ReadOnlySpan<byte> name) =>
        context.Get(name) is { IsMissing: false } found ? found : root.Get(name);

    private static void Attributes(CloudEventWriter writer, JsonValue id, string source, string type, string? subject, string time)
    {
        if (!CloudEventText.HasClean(id.Utf8()))
            throw id.Error("is no id of an event: it is a string and not empty");
        writer.Attribute("id", id);
        writer.Attribute("source", source);
        writer.Attribute("type", type);
        writer.Attribute("subject", subject);
        var checkedTime = new ArrayBufferWriter<byte>();
        EventTime.AppendText(Encoding.UTF8.GetBytes(time), checkedTime);
        writer.Attribute("time"u8, checkedTime.WrittenSpan);
        writer.Attribute("datacontenttype", "application/json");
    }

    private static (string Source, string? Subject) Place(string service, JsonValue name, JsonValue root, JsonValue data)
    {
        var resource = name.GetString();
        switch (service)
        {
            case "storage.googleapis.com":
                var hash = resource.IndexOf('#', StringComparison.Ordinal);
                return Cut(hash < 0 ? resource : resource[..hash], "projects/*/buckets/*/", "objects/", name);
            case "firestore.googleapis.com":
                return Cut(resource, "projects/*/databases/*/", "documents/", name);
            case "firebasedatabase.googleapis.com":
                var (instance, reference) = Cut(resource, "projects/*/instances/*/", "refs/", name);
                return ($"projects/_/locations/{Location(root)}/{instance[instance.IndexOf("instances/", StringComparison.Ordinal)..]}", reference);
            case "firebaseanalytics.googleapis.com" or "firebase.googleapis.com":
                var (project, log) = Cut(resource, "projects/*/", "events/", name);
                var app = data.Get("userDim"u8).Get("appInfo"u8).Get("appId"u8);
                return app.IsString ? ($"{project}/apps/{app.GetString()}", log) : throw (data.Raw.IsEmpty ? root : data).Error("has no userDim.appInfo.appId, which names the app");
            case "firebaseauth.googleapis.com":
                return (resource, data.Get("uid"u8) is { IsString: true } uid ? "users/" + uid.GetString() : null);
            default:
                return (resource, null);
        }
    }

    /// <summary>Cuts a resource in front of its last part.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="pattern">What it begins with; a star stands for one segment.</param>
    /// <param name="last">What the part behind that begins with; it may have slashes.</param>
    /// <param name="name">Where the resource stands, for errors.</param>
    private static (string Source, string Subject) Cut(string resource, string pattern, string last, JsonValue name)
    {
        var at = 0;
        for (var i = 0; i < pattern.Length && at <= resource.Length; i++)
        {
            if (pattern[i] == '*')
            {
                var end = at < resource.Length ? resource.IndexOf('/', at) : -1;
                at = end > at ? end : resource.Length + 1;
            }
            else
            {
                at = at < resource.Length && resource[at] == pattern[i] ? at + 1 : resource.Length + 1;
            }
        }

        if (at > resource.Length || !resource.AsSpan(at).StartsWith(last, StringComparison.Ordinal) || resource.Length == at + last.Length)
            throw name.Error($"is '{resource}', which is no {pattern}{last}…");
        return (resource[..(at - 1)], resource[at..]);
    }

    private static string Location(JsonValue root)
    {
        var domain = root.Get("domain"u8).GetString();
        if (domain.Length == 0)
            throw root.Error("has no domain, which tells the location of the database");
        if (domain == "firebaseio.com")
            return "us-central1";
        var dot = domain.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? domain : domain[..dot];
    }

    private static string? Topic(string? path)
    {
        var start = path?.IndexOf("projects/", StringComparison.Ordinal) ?? -1;
        if (start < 0)
            return null;
        var parts = path![start..].Split('?')[0].Split('/');
        return parts.Length >= 4 && parts[1].Length > 0 && parts[2] == "topics" && parts[3].Length > 0 ? $"projects/{parts[1]}/topics/{parts[3]}" : null;
    }

    private static void Data(CloudEventWriter writer, string service, JsonValue data, JsonValue id, string time)
    {
        if (service == PubSub)
        {
            if (!data.IsObject)
                throw data.Error("is no message of Pub/Sub: that is an object");
            var json = new ArrayBufferWriter<byte>();
            json.Write("{\"message\":"u8);
            json.Write(data.Raw[..^1].TrimEnd(" \t\r\n"u8));
            AddMessage(json, data.Get("messageId"u8).IsMissing ? id : default, data.Get("publishTime"u8).IsMissing ? time : "");
            json.Write("}}"u8);
            writer.DataJson(json.WrittenSpan);
        }
        else if (service == "firebaseauth.googleapis.com" && data.Get("metadata"u8).IsObject)
        {
            writer.DataJson(AuthMetadata.Rename(data, toLegacy: false));
        }
        else if (!data.Raw.IsEmpty)
        {
            writer.DataJson(data.Raw);
        }
    }

    private static void AddMessage(ArrayBufferWriter<byte> json, JsonValue id, string time)
    {
        if (id.IsString)
        {
            json.Write(json.WrittenSpan[^1] == '{' ? "\"messageId\":"u8 : ",\"messageId\":"u8);
            json.Write(id.Raw);
        }

        if (time.Length > 0)
        {
            json.Write(json.WrittenSpan[^1] == '{' ? "\"publishTime\":"u8 : ",\"publishTime\":"u8);
            JsonText.Write(json, Encoding.UTF8.GetBytes(time));
        }
    }
}
