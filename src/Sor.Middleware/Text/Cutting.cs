namespace Sor.Middleware.Text;

/// <summary>Texts that keep the limit of a header.</summary>
internal static class Cutting
{
    // What the mark of a cut takes.
    private const int MarkBytes = 64;

    /// <summary>At most <paramref name="limit"/> bytes of JSON, with a mark that says how much is missing.</summary>
    internal static string Cut(string text, int limit)
    {
        var size = JsonText.SizeOf(text);
        var keep = text.Length;
        var cut = text;
        while (size > limit)
        {
            keep = Math.Max(0, Math.Min(keep - 1, (int)((long)keep * (limit - MarkBytes) / size)));
            cut = $"{text.AsSpan(0, keep)}... [{text.Length - keep} characters cut]";
            size = JsonText.SizeOf(cut);
        }

        return cut;
    }

    /// <summary>The first lines, as many as fit into <paramref name="limit"/> bytes of JSON, with a mark for the others.</summary>
    internal static IReadOnlyList<string> Cut(IReadOnlyList<string> lines, int lineLimit, int limit)
    {
        var kept = new List<string>();
        var left = limit - MarkBytes;
        foreach (var line in lines)
        {
            var cut = Cut(line, lineLimit);
            left -= JsonText.SizeOf(cut) + 1;
            if (left < 0)
            {
                kept.Add($"... [{lines.Count - kept.Count} frames cut]");
                break;
            }

            kept.Add(cut);
        }

        return kept;
    }
}
