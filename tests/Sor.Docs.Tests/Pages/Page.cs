using System.Text;
using System.Text.RegularExpressions;

namespace Sor.Docs.Tests;

/// <summary>A page in Markdown: its headings and the blocks below each, and its links.</summary>
internal sealed partial class Page
{
    private readonly List<string> _prose = [];

    private Page(string path) => Path = path;

    /// <summary>From the repository's root.</summary>
    public string Path { get; }

    public List<Section> Sections { get; } = [new Section("", 0)];

    public IEnumerable<Fence> Fences => Sections.SelectMany(section => section.Fences);

    /// <summary>The text outside of blocks.</summary>
    public string Prose => string.Join('\n', _prose);

    /// <summary>Targets of links outside of blocks and of code.</summary>
    public IEnumerable<string> Links => Link().Matches(InlineCode().Replace(Prose, "")).Select(match => match.Groups[1].Value);

    /// <summary>What can stand behind <c>#</c> in a link to this page, as GitHub makes it.</summary>
    public IEnumerable<string> Anchors
    {
        get
        {
            var seen = new Dictionary<string, int>();
            foreach (var section in Sections.Skip(1))
            {
                var anchor = AnchorOf(section.Title);
                var count = seen[anchor] = seen.GetValueOrDefault(anchor, -1) + 1;
                yield return count == 0 ? anchor : $"{anchor}-{count}";
            }
        }
    }

    /// <summary>Cells of all rows of all tables, without those that head them; code quotes are kept.</summary>
    public IEnumerable<string[]> Rows => _prose.Where(line => line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal))
        .Select(line => CellBorder().Split(line.Trim('|')).Select(cell => cell.Trim()).ToArray());

    public static Page Read(string path)
    {
        var page = new Page(path);
        StringBuilder? block = null;
        var (info, start, number) = ("", 0, 0);
        foreach (var line in Repository.Read(path).TrimEnd('\n').Split('\n'))
        {
            number++;
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (block is not null)
                    page.Sections[^1].Fences.Add(Fence.Parse(info, block.ToString(), start));
                (block, info, start) = block is null ? (new StringBuilder(), line[3..], number) : (null, "", 0);
            }
            else if (block is not null)
            {
                _ = block.Append(line).Append('\n');
            }
            else
            {
                page._prose.Add(line);
                if (Heading().Match(line) is { Success: true } heading)
                    page.Sections.Add(new Section(heading.Groups[2].Value, heading.Groups[1].Length));
            }
        }

        return block is null ? page : throw new InvalidDataException($"{path}:{start}: the block has no end");
    }

    public override string ToString() => Path;

    private static string AnchorOf(string title) =>
        string.Concat(title.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex("^(#{1,6}) (.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    // A bar with a backslash belongs to its cell.
    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellBorder();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();
}

/// <summary>What stands between one heading and the next.</summary>
internal sealed record Section(string Title, int Level)
{
    public List<Fence> Fences { get; } = [];
}
