using Sor.Events.Json;

namespace Sor.Events.Http.Requests;

/// <summary>What the platform's router found in the path.</summary>
internal static class RouteParameters
{
    /// <summary>The object as it stands; missing when there is none.</summary>
    /// <exception cref="EventFormatException">It is no object of strings.</exception>
    internal static HttpText Of(JsonValue value)
    {
        if (value.IsMissing)
            return default;
        if (!value.IsObject)
            throw value.Error("is not an object of route parameters");
        foreach (var member in value.Members())
        {
            if (!member.Value.IsMissing && !member.Value.IsString)
                throw member.Value.Error("is not a string");
            if (JsonEscapes.DecodedLength(member.Name.RawString) < 0 || JsonEscapes.DecodedLength(member.Value.RawString) < 0)
                throw member.Value.Error("has an escape that is half of a surrogate pair");
        }

        return HttpTextStore.Raw(value);
    }
}
