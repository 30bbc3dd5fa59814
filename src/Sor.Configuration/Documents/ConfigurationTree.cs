using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Sor.Configuration;

/// <summary>What holds for every tree, whatever its keys mean: unique keys, text that can be written as UTF-8, bounded depth.</summary>
public static class ConfigurationTree
{
    /// <summary>The function's own keys need five levels; the rest is left to the configuration of stages.</summary>
    public const int MaxDepth = 64;

    public const int MaxBytes = 1024 * 1024;

    public static void Check(ConfigurationNode root, DiagnosticList diagnostics) => Check(root, new KeyPath(), diagnostics);

    public static void ReportTooDeep(SourcePosition position, KeyPath path, DiagnosticList diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        diagnostics.Error(
            DiagnosticCodes.TooDeep,
            position,
            Shorten(path),
            $"lists and maps are nested more than {MaxDepth} levels deep",
            "flatten the value, or keep it in a file of its own that the stage reads");
    }

    /// <summary>Whether the bytes can be read as a text at all; a byte order mark is taken off.</summary>
    public static bool TryTakeText(ref ReadOnlySpan<byte> utf8, DiagnosticList diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (utf8.Length > MaxBytes)
        {
            diagnostics.Error(
                DiagnosticCodes.FileTooLarge,
                default,
                "",
                $"the file has {utf8.Length} bytes",
                "move large values into files that the stage or the handler reads",
                $"at most {MaxBytes} bytes");
            return false;
        }

        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        if (Utf8.IsValid(utf8))
        {
            return true;
        }

        diagnostics.Error(DiagnosticCodes.NotUtf8, FirstInvalid(utf8), "", "the file is not valid UTF-8", "save the file with the encoding UTF-8");
        return false;
    }

    private static void Check(ConfigurationNode node, KeyPath path, DiagnosticList diagnostics)
    {
        switch (node.Kind)
        {
            case ConfigurationNodeKind.Text:
                CheckText(node.Text, node.Position, path, diagnostics);
                break;
            case ConfigurationNodeKind.List:
                for (var index = 0; index < node.Items.Count; index++)
                {
                    path.Push(index);
                    Check(node.Items[index], path, diagnostics);
                    path.Pop();
                }

                break;
            case ConfigurationNodeKind.Map:
                CheckMembers(node, path, diagnostics);
                break;
        }
    }

    private static void CheckMembers(ConfigurationNode map, KeyPath path, DiagnosticList diagnostics)
    {
        var seen = new Dictionary<string, SourcePosition>(map.Members.Count, StringComparer.Ordinal);
        foreach (var member in map.Members)
        {
            if (diagnostics.IsFull)
            {
                return;
            }

            path.Push(member.Name);
            CheckText(member.Name, member.NamePosition, path, diagnostics);
            if (!seen.TryAdd(member.Name, member.NamePosition))
            {
                diagnostics.Error(
                    DiagnosticCodes.DuplicateKey,
                    member.NamePosition,
                    path.ToString(),
                    $"the key {Display.Quote(member.Name)} stands here a second time; the first is on line {seen[member.Name].Line}",
                    "keep one of them");
            }

            Check(member.Value, path, diagnostics);
            path.Pop();
        }
    }

    private static void CheckText(string text, SourcePosition position, KeyPath path, DiagnosticList diagnostics)
    {
        if (!IsWellFormed(text))
        {
            diagnostics.Error(
                DiagnosticCodes.BadText,
                position,
                path.ToString(),
                "the text holds one half of a surrogate pair, which no UTF-8 text can carry",
                "write the character itself, or both halves of its escape");
        }
    }

    private static bool IsWellFormed(string text)
    {
        for (var index = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); index >= 0 && index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(text[index]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The path of something too deep would fill the screen: its beginning says enough.</summary>
    private static string Shorten(KeyPath path)
    {
        const int MaxLength = 60;
        var text = path.ToString();
        return text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "...");
    }

    private static SourcePosition FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(utf8[offset..], out _, out var length) == OperationStatus.Done)
        {
            offset += length;
        }

        return new TextPosition(utf8).At(offset);
    }
}
