using System.Text;

namespace Sor.Events.CloudEvents;

/// <summary>What names and values of CloudEvents attributes may be made of (CloudEvents 1.0.2, section "Type System").</summary>
public static class CloudEventText
{
    /// <summary>Lower-case ASCII letters and digits, at least one, and not the name of the payload.</summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c))
                return false;
        }

        return !name.IsEmpty && !name.SequenceEqual("data");
    }

    /// <summary>Whether a value has a character that a String must not have: a control character, a noncharacter, half a surrogate pair.</summary>
    public static bool NeedsCleaning(ReadOnlySpan<char> value)
    {
        for (var rest = value; !rest.IsEmpty;)
        {
            var status = Rune.DecodeFromUtf16(rest, out var rune, out var used);
            if (status != System.Buffers.OperationStatus.Done || IsForbidden(rune))
                return true;
            rest = rest[used..];
        }

        return false;
    }

    /// <summary>The value without the characters that it must not have.</summary>
    public static string Clean(ReadOnlySpan<char> value)
    {
        var clean = new StringBuilder(value.Length);
        for (var rest = value; !rest.IsEmpty;)
        {
            var status = Rune.DecodeFromUtf16(rest, out var rune, out var used);
            if (status == System.Buffers.OperationStatus.Done && !IsForbidden(rune))
                _ = clean.Append(rest[..used]);
            rest = rest[used..];
        }

        return clean.ToString();
    }

    private static bool IsForbidden(Rune rune) =>
        rune.Value is <= 0x1F or (>= 0x7F and <= 0x9F) or (>= 0xFDD0 and <= 0xFDEF) || (rune.Value & 0xFFFE) == 0xFFFE;
}
