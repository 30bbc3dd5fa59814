using System.Globalization;
using System.Text;
using Sor.Native;

namespace Sor.DevServer.BootstrapProcess;

/// <summary>
/// Everything that one <c>bootstrap</c> started. Its children lead process groups of their own, and some outlive their
/// parents; they are found by descent, and orphans by the address of the Runtime API, which no other process has in its
/// environment.
/// </summary>
internal sealed class ProcessTree(int root, string runtimeApiAddress)
{
    private const int Stop = 19;

    // Each round stops what the round before had started meanwhile; a fork bomb must not keep us here.
    private const int MaxRounds = 16;

    private readonly byte[] _marker = Encoding.UTF8.GetBytes($"AWS_LAMBDA_RUNTIME_API={runtimeApiAddress}\0");

    /// <summary>Ends all of it at once.</summary>
    /// <param name="rootAlive">Whether the root still runs: once it was reaped, its number may be somebody else's.</param>
    public void Kill(bool rootAlive)
    {
        // Stopped first, so that nothing is started behind our back while we look.
        var members = new HashSet<int>();
        for (var round = 0; round < MaxRounds; round++)
        {
            var found = Find(rootAlive).Where(members.Add).ToList();
            if (found.Count == 0)
                break;
            foreach (var pid in found)
                _ = Signals.Send(pid, Stop);
        }

        foreach (var pid in members)
            _ = Signals.Send(pid, Signals.Kill);
    }

    /// <summary>Sum of each process's own peak, in bytes.</summary>
    public long PeakMemoryBytes() => Find(rootAlive: true).Sum(PeakOf);

    private HashSet<int> Find(bool rootAlive)
    {
        var parents = new Dictionary<int, int>();
        var members = new HashSet<int>();
        if (rootAlive)
            _ = members.Add(root);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
                continue;
            parents[pid] = ParentOf(pid);
            if (pid != Environment.ProcessId && HasMarker(pid))
                _ = members.Add(pid);
        }

        // Children may come before their parents in the listing: repeat until nothing is added.
        int before;
        do
        {
            before = members.Count;
            members.UnionWith(parents.Where(pair => members.Contains(pair.Value)).Select(pair => pair.Key).ToList());
        }
        while (members.Count > before);

        return members;
    }

    private bool HasMarker(int pid)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{pid}/environ").AsSpan().IndexOf(_marker) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // "VmHWM:      9876 kB"
    private static long PeakOf(int pid)
    {
        try
        {
            foreach (var line in File.ReadLines($"/proc/{pid}/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal) &&
                    long.TryParse(line.AsSpan(6).TrimEnd("kB ").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes))
                    return kilobytes * 1024;
            }
        }
        catch (IOException)
        {
            // It ended while we looked.
        }

        return 0;
    }

    // "123 (any name) S 1 …": the name may hold blanks and parentheses, so count from its last one.
    private static int ParentOf(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ', 3);
            return int.Parse(fields[1], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
