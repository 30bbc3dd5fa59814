using System.Text.Unicode;

namespace Sor.BuiltIns;

/// <summary>Values of a payload that go into the log line, each under its name.</summary>
internal sealed class PickedMembers(byte[][] names, PointerReader pointers)
{
    /// <summary>Largest value that goes into a line; larger ones are left out, as a body is none of the line's business.</summary>
    internal const int MaxValueBytes = 1024;

    internal static PickedMembers None { get; } = new([], new PointerReader([]));

    /// <summary>Appends what is there, each member with a leading comma.</summary>
    internal void AppendTo(LineBuffer line, in Payload payload)
    {
        if (names.Length == 0 || !ContentTypes.IsJson(payload.ContentType))
            return;
        var json = payload.Bytes.Span;
        Span<JsonSlice> found = stackalloc JsonSlice[PointerReader.MaxPointers];
        pointers.Find(json, found[..names.Length]);
        for (var i = 0; i < names.Length; i++)
        {
            var value = found[i].Of(json);
            if (!found[i].IsFound || value.Length > MaxValueBytes || !Utf8.IsValid(value))
                continue;
            line.Append(names[i]);
            line.AppendOnOneLine(value);
        }
    }
}
