using System.Buffers;
using System.Text;

namespace Sor.Events.CloudEvents;

/// <summary>What names and values of CloudEvents attributes may be made of (CloudEvents 1.0.2, section "Type System"). All text is UTF-8.</summary>
public static class CloudEventText
{
    private static readonly SearchValues<byte> s_plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>Lower-case ASCII letters and digits, at least one, and not the name of the payload.</summary>
    public static bool IsName(ReadOnlySpan<byte> name)
    {
        foreach (var c in name)
        {
            if (c is not (>= (byte)'a' and <= (byte)'z' or >= (byte)'0' and <= (byte)'9'))
                return false;
        }

        return !name.IsEmpty && !name.SequenceEqual("data"u8);
    }

    /// <summary>Whether all of it is ASCII that may stand in a value, and in a JSON string without an escape.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> value) => !value.ContainsAnyExcept(s_plain);

    /// <summary>Appends the value without what a String must not have: control characters, noncharacters, and bytes that are no UTF-8.</summary>
    public static void AppendClean(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        while (!value.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(value, out var rune, out var used);
            if (status == OperationStatus.Done && !IsForbidden(rune))
                output.Write(value[..used]);
            value = value[used..];
        }
    }

    /// <summary>Whether <see cref="AppendClean"/> leaves anything of the value.</summary>
    public static bool HasClean(ReadOnlySpan<byte> value)
    {
        while (!value.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(value, out var rune, out var used) == OperationStatus.Done && !IsForbidden(rune))
                return true;
            value = value[used..];
        }

        return false;
    }

    private static bool IsForbidden(Rune rune) =>
        rune.Value is <= 0x1F or (>= 0x7F and <= 0x9F) or (>= 0xFDD0 and <= 0xFDEF) || (rune.Value & 0xFFFE) == 0xFFFE;
}
