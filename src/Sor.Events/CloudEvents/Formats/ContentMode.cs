namespace Sor.Events.CloudEvents.Formats;

/// <summary>How a message carries CloudEvents.</summary>
public enum ContentMode : byte
{
    /// <summary>Attributes in headers, data in the body.</summary>
    Binary,

    /// <summary>One event in the JSON format.</summary>
    Structured,

    /// <summary>An array of events in the JSON format.</summary>
    Batch,
}

/// <summary>Tells the modes apart.</summary>
public static class ContentModes
{
    /// <summary>The mode that a content type stands for, whatever its case. Binary is a CloudEvent only if its headers say so.</summary>
    public static ContentMode Of(ReadOnlySpan<byte> contentType)
    {
        contentType = contentType.TrimStart(" \t"u8);
        if (AsciiText.StartsWith(contentType, "application/cloudevents-batch"u8))
            return ContentMode.Batch;
        return AsciiText.StartsWith(contentType, "application/cloudevents"u8) ? ContentMode.Structured : ContentMode.Binary;
    }

    /// <summary>Whether the format is the JSON one, which is the only one that is read.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> contentType)
    {
        var type = MediaType.WithoutParameters(contentType);
        return AsciiText.Same(type, "application/cloudevents"u8) || AsciiText.Same(type, "application/cloudevents-batch"u8) || MediaType.IsJson(type);
    }

    /// <summary>Whether it says that the content is one CloudEvent, or a batch, in JSON.</summary>
    internal static bool IsStructuredJson(ReadOnlySpan<byte> contentType) => Of(contentType) != ContentMode.Binary && IsJson(contentType);
}
