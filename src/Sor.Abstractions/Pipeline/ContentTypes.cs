namespace Sor;

/// <summary>Content types that have a meaning inside the pipeline: the form of a payload is its content type.</summary>
public static class ContentTypes
{
    /// <summary>The provider's own event or answer, whatever its shape (<em>native</em> form).</summary>
    public const string Json = "application/json";

    public const string HttpRequest = "application/vnd.sor.http-request+json";
    public const string HttpResponse = "application/vnd.sor.http-response+json";
    public const string CloudEvent = "application/cloudevents+json";

    /// <summary>A list of CloudEvents.</summary>
    public const string CloudEventBatch = "application/cloudevents-batch+json";

    /// <summary>A <see cref="Failure"/> as JSON: the input of the <c>error</c> phase.</summary>
    public const string Failure = "application/vnd.sor.failure+json";

    public const string OctetStream = "application/octet-stream";

    /// <summary>Whether text of this type is JSON: <c>application/json</c> or any <c>+json</c>, parameters aside.</summary>
    public static bool IsJson(string contentType)
    {
        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        var type = (end < 0 ? contentType.AsSpan() : contentType.AsSpan(0, end)).TrimEnd();
        return type.Equals(Json, StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }
}
