using System.Text;
using Sor.Events.CloudEvents.Formats;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>CloudEvents by the HTTP binding: structured, a batch, or their attributes in headers. Used for one request after another.</summary>
internal sealed class CarriedInHttp
{
    private readonly HttpMessage _message = new();
    private readonly BinaryMode _binary = new();
    private readonly CloudEvent _event = new();

    /// <summary>Writes what a request carries, if it carries CloudEvents.</summary>
    /// <exception cref="EventFormatException">It says that it does, and they are none.</exception>
    internal bool TryWrite(SourceWriter w, HttpParts parts, CarriedHeaders headers)
    {
        if (ContentModes.IsStructuredJson(headers.ContentType.Utf8()))
        {
            w.UnwrapDeclared(parts.Body, parts.IsBase64);
            return true;
        }

        if (!headers.HasAttributes)
            return false;
        Read(w, parts);
        w.Carry(_event);
        return true;
    }

    private void Read(SourceWriter w, HttpParts parts)
    {
        _message.Clear();
        foreach (var header in parts.Headers.Members())
        {
            var name = header.Name.RawString;
            if (AsciiText.StartsWith(name, "ce-"u8) || AsciiText.Same(name, "content-type"u8))
                Add(name, header.Value);
        }

        if (!parts.Body.IsMissing)
            _message.Body = w.Content(parts.Body, parts.IsBase64);
        try
        {
            _binary.Read(_message, _event);
        }
        catch (EventFormatException problem)
        {
            throw PlaceOf(parts.Headers, problem.Place).Error(problem.Problem);
        }
    }

    // One value, or any number of them, as the provider has it.
    private void Add(ReadOnlySpan<byte> name, JsonValue value)
    {
        if (!value.IsArray)
            AddOne(name, value);
        foreach (var element in value.Elements())
            AddOne(name, element);
    }

    private void AddOne(ReadOnlySpan<byte> name, JsonValue value) => _message.Add(name, HttpHeaders.First(value).Utf8());

    // The header that the reader of the message has named, where it stands in the event.
    private static JsonValue PlaceOf(JsonValue headers, string place)
    {
        var name = Encoding.UTF8.GetBytes(place[(place.LastIndexOf('/') + 1)..]);
        foreach (var header in headers.Members())
        {
            if (header.Name.RawString.SequenceEqual(name))
                return header.Value;
        }

        return headers;
    }
}
