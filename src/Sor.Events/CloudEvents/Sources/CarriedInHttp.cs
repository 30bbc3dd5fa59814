using System.Buffers;
using Sor.Events.CloudEvents.Formats;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>CloudEvents by the HTTP binding: structured, a batch, or their attributes in headers.</summary>
internal static class CarriedInHttp
{
    /// <summary>Writes what a request carries, if it carries CloudEvents.</summary>
    /// <exception cref="EventFormatException">It says that it does, and they are none.</exception>
    internal static bool TryWrite(SourceWriter w, HttpParts parts, CarriedHeaders headers)
    {
        var contentType = headers.ContentType.Utf8();
        if (ContentModes.IsStructuredJson(contentType))
        {
            w.UnwrapDeclared(parts.Body, parts.IsBase64);
            return true;
        }

        if (headers.HasAttributes)
            WriteBinary(w, parts, contentType);
        return headers.HasAttributes;
    }

    private static void WriteBinary(SourceWriter w, HttpParts parts, ReadOnlySpan<byte> contentType)
    {
        w.Begin();
        var text = new ArrayBufferWriter<byte>(256);
        Span<byte> name = stackalloc byte[byte.MaxValue];
        foreach (var header in parts.Headers.Members())
        {
            var raw = header.Name.RawString;
            if (!AsciiText.StartsWith(raw, "ce-"u8) || raw.Length > name.Length || AsciiText.Same(raw, "ce-datacontenttype"u8))
                continue;
            for (var i = 3; i < raw.Length; i++)
                name[i - 3] = raw[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(raw[i] + 32) : raw[i];
            text.ResetWrittenCount();
            var value = HttpHeaders.First(header.Value);
            if (!HeaderValue.TryDecode(value.Utf8(), text))
                throw value.Error("is not UTF-8 when its percent signs are decoded");
            w.CarriedAttribute(name[..(raw.Length - 3)], text.WrittenSpan);
        }

        if (parts.Body.IsMissing || (parts.Body.IsString && parts.Body.RawString.IsEmpty))
            w.EndCarried();
        else if (parts.IsBase64)
            w.EndCarried(w.Decode(parts.Body), contentType);
        else
            w.EndCarried(parts.Body.IsString ? parts.Body.Utf8() : parts.Body.Raw, contentType);
    }
}
