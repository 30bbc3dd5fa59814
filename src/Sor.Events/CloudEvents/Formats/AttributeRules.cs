using System.Buffers;
using Sor.Events.CloudEvents.Sources;

namespace Sor.Events.CloudEvents.Formats;

/// <summary>What an attribute that comes from a sender must be (CloudEvents 1.0.2, "Context Attributes"), and what all of them together.</summary>
internal static class AttributeRules
{
    /// <summary>Adds an attribute; an empty value counts as none.</summary>
    /// <returns>What is wrong with it; null when it was added, or is none.</returns>
    internal static string? Add(CloudEvent target, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ArrayBufferWriter<byte> scratch)
    {
        if (!CloudEventText.IsName(name))
            return "is no attribute: a name has lower-case letters and digits only, and is not 'data'";
        if (target.Has(name))
            return "stands twice";
        if (value.IsEmpty)
            return null;
        if (target.Count == CloudEventWriter.MaxAttributes)
            return $"is one attribute more than {CloudEventWriter.MaxAttributes}";
        scratch.ResetWrittenCount();
        if (!CloudEventText.IsPlain(value))
        {
            CloudEventText.AppendClean(value, scratch);
            if (scratch.WrittenCount != value.Length)
                return "has a character that no attribute may have: a control character, or one that Unicode does not use";
        }

        return AddKnown(target, name, value, scratch);
    }

    /// <summary>What an event lacks; null when it lacks nothing.</summary>
    internal static string? Missing(CloudEvent target)
    {
        if (!target.Has("specversion"u8))
            return "has no specversion: it is \"1.0\"";
        if (!target.Has("id"u8))
            return "has no id: it is a string and not empty";
        if (!target.Has("source"u8))
            return "has no source: it is a string and not empty";
        return target.Has("type"u8) ? null : "has no type: it is a string and not empty";
    }

    /// <summary>Whether the specification says that the attribute is a string in JSON.</summary>
    internal static bool IsCore(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("id"u8) || name.SequenceEqual("source"u8) || name.SequenceEqual("type"u8) || name.SequenceEqual("specversion"u8)
        || name.SequenceEqual("datacontenttype"u8) || name.SequenceEqual("dataschema"u8) || name.SequenceEqual("subject"u8) || name.SequenceEqual("time"u8);

    private static string? AddKnown(CloudEvent target, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ArrayBufferWriter<byte> scratch)
    {
        if (name.SequenceEqual("specversion"u8) && !value.SequenceEqual("1.0"u8))
            return "is no version that is known: it is \"1.0\"";
        if (name.SequenceEqual("datacontenttype"u8) && !IsMediaType(value))
            return "is no media type, such as application/json";
        if (name.SequenceEqual("time"u8))
        {
            scratch.ResetWrittenCount();
            EventTime.AppendText(value, scratch);
            if (scratch.WrittenCount == 0)
                return "is no time of RFC 3339, such as 2026-01-31T12:00:00Z";
            value = scratch.WrittenSpan;
        }

        if (name.SequenceEqual("dataschema"u8))
        {
            // Event Grid puts the version of the data there, which is no absolute URI.
            if (value[0] == (byte)'#')
                return value.Length == 1 || target.Has("dataversion"u8) ? null : Add(target, "dataversion"u8, value[1..], scratch);
            if (!HasScheme(value))
                return "is no absolute URI";
        }

        target.Add(name, value, isLiteral: false);
        return null;
    }

    private static bool IsMediaType(ReadOnlySpan<byte> value)
    {
        var slash = value.IndexOf((byte)'/');
        if (slash <= 0 || value[..slash].ContainsAny(" \t;,\""u8))
            return false;
        var subtype = value[(slash + 1)..];
        if (subtype.IndexOf((byte)';') is >= 0 and var end)
            subtype = subtype[..end];
        subtype = subtype.TrimEnd(" \t"u8);
        return !subtype.IsEmpty && !subtype.ContainsAny(" \t,\"/"u8);
    }

    private static bool HasScheme(ReadOnlySpan<byte> value)
    {
        var colon = value.IndexOf((byte)':');
        if (colon <= 0 || !char.IsAsciiLetter((char)value[0]))
            return false;
        foreach (var c in value[..colon])
        {
            if (!char.IsAsciiLetterOrDigit((char)c) && c is not ((byte)'+' or (byte)'-' or (byte)'.'))
                return false;
        }

        return true;
    }
}
