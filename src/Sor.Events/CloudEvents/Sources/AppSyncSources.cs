using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>GraphQL resolvers and channels.</summary>
internal static class AppSyncSources
{
    internal static void Resolver(SourceWriter w, JsonValue record)
    {
        var info = record.Get("info"u8);

        // Some tools put type and field at the root.
        var place = info.IsObject ? info : record;
        var type = place.Get("parentTypeName"u8);
        w.Begin();
        Source(w, record.Get("request"u8), default);
        w.Type("com.amazon.appsync.resolver"u8);
        w.Attribute("subject"u8, w.Text().Add(type.IsMissing ? place.Get("typeName"u8) : type).Add("."u8).Add(place.Get("fieldName"u8)));
        w.End(record);
    }

    internal static void Events(SourceWriter w)
    {
        var e = w.Document;
        var info = e.Member("info"u8);
        var channel = info.Get("channel"u8);
        w.Begin();
        Source(w, e.Member("request"u8), info.Get("apiId"u8));
        w.Type(w.Text().Add("com.amazon.appsync.events."u8).AddLower(info.Get("operation"u8)));
        w.Subject(channel.IsString ? channel : channel.Get("path"u8));
        w.End(e.Root);
    }

    // An API that has no domain of its own has the provider's, which only its header says.
    private static void Source(SourceWriter w, JsonValue request, JsonValue apiId)
    {
        var domain = request.Get("domainName"u8);
        if (domain.RawString.IsEmpty)
            domain = HttpHeaders.First(request.Get("headers"u8), "host"u8);
        if (!domain.RawString.IsEmpty)
            w.Source(w.Text().Add("https://"u8).Add(domain));
        else if (!apiId.IsMissing)
            w.Source(w.Text().Add("urn:aws:appsync:"u8).Add(apiId));
    }
}
