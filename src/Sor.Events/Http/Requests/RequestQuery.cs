using Sor.Events.Json;

namespace Sor.Events.Http.Requests;

/// <summary>Queries: those that came as the caller wrote them, and those that a platform has taken apart.</summary>
internal static class RequestQuery
{
    /// <summary>A query as the caller wrote it; only what would break a target is encoded.</summary>
    internal static HttpText Verbatim(HttpTextStore texts, HttpText query)
    {
        if (texts.Get(query).StartsWith("?"u8))
            query = query.Slice(1, query.Length - 1);
        return PercentEncoding.Encode(texts, query, PercentEncoding.Query);
    }

    /// <summary>
    /// A query from a map of names to a string or an array of strings, in its order.
    /// </summary>
    /// <param name="texts">Where the query is written.</param>
    /// <param name="map">The map; none and an empty one make no query.</param>
    /// <param name="isDecoded">
    /// Whether the platform has decoded names and values, so that they have to be encoded again; otherwise they are joined as they are.
    /// </param>
    internal static HttpText Join(HttpTextStore texts, JsonValue map, bool isDecoded)
    {
        if (map.IsMissing)
            return default;
        if (!map.IsObject)
            throw map.Error("is not an object of query parameters");
        var (names, values) = isDecoded ? (PercentEncoding.Component, PercentEncoding.Component) : (PercentEncoding.QueryName, PercentEncoding.QueryValue);
        var query = new QueryBuilder(texts, names, values);
        foreach (var member in map.Members())
        {
            if (member.Value.IsArray)
            {
                foreach (var element in member.Value.Elements())
                    query.Add(member.Name, element);
            }
            else
            {
                query.Add(member.Name, member.Value);
            }
        }

        return query.End();
    }
}
