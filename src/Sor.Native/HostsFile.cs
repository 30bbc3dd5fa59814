using System.Buffers;
using System.Text;

namespace Sor.Native;

/// <summary>
/// Names of hosts by the system's table. The C library's resolver is not linked: it loads shared libraries of its own version at run time,
/// which a static executable cannot rely on (docs/decisions/0003-start-up.md).
/// </summary>
public static class HostsFile
{
    public const string Path = "/etc/hosts";

    private const int MaxBytes = 64 * 1024;
    private static readonly SearchValues<char> s_blanks = SearchValues.Create(" \t");

    /// <summary>The addresses that the table gives a name, as texts, in its order.</summary>
    public static IReadOnlyList<string> Find(string name)
    {
        using var file = Descriptors.TryOpen(Path, OpenMode.Read, out _);
        if (file is null)
            return [];
        var bytes = new byte[MaxBytes];
        var length = 0;
        for (int read; length < MaxBytes && (read = Descriptors.Read(file, bytes.AsSpan(length))) > 0;)
            length += read;
        return Find(name, Encoding.UTF8.GetString(bytes, 0, length));
    }

    /// <summary>The same in a table's text: on each line an address and its names, <c>#</c> begins a comment.</summary>
    public static IReadOnlyList<string> Find(string name, ReadOnlySpan<char> table)
    {
        var addresses = new List<string>();
        foreach (var line in table.EnumerateLines())
        {
            var comment = line.IndexOf('#');
            var rest = (comment < 0 ? line : line[..comment]).Trim();
            var end = rest.IndexOfAny(s_blanks);
            if (end < 0)
                continue;
            var address = rest[..end];
            for (rest = rest[end..].TrimStart(); !rest.IsEmpty; rest = rest[end..].TrimStart())
            {
                end = rest.IndexOfAny(s_blanks);
                if (end < 0)
                    end = rest.Length;
                if (!rest[..end].Equals(name, StringComparison.OrdinalIgnoreCase))
                    continue;
                addresses.Add(address.ToString());
                break;
            }
        }

        return addresses;
    }
}
