using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Sor.TestSupport;

/// <summary>What <c>/proc</c> knows about the processes of a test.</summary>
public static partial class ProcessTable
{
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>Processes that are alive (a process that has ended and only waits to be reaped is not).</summary>
    public static bool IsAlive(int pid) => StateOf(pid) is not ('Z' or 'X' or '\0');

    /// <summary>
    /// Living processes whose environment has the variable that marks a test run, whatever group or session they are in, and those of the
    /// run's sessions: packages do not inherit the variable.
    /// </summary>
    /// <param name="variable">The variable, as <c>NAME=value</c>.</param>
    /// <param name="sessions">Sessions of the run, which are those of nobody else.</param>
    public static IReadOnlyList<int> Marked(string variable, params IReadOnlyCollection<int> sessions)
    {
        var found = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && (HasVariable(pid, variable) || (sessions.Count > 0 && sessions.Contains(SessionOf(pid))))
                && IsAlive(pid))
            {
                found.Add(pid);
            }
        }

        return found;
    }

    /// <summary>Whether a process has a handler of its own for a signal.</summary>
    public static bool Catches(int pid, int signal)
    {
        const string Name = "SigCgt:";
        var line = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith(Name, StringComparison.Ordinal));
        return (Convert.ToUInt64(line[Name.Length..].Trim(), 16) & (1UL << (signal - 1))) != 0;
    }

    /// <summary>Number of open descriptors of a process.</summary>
    public static int Descriptors(int pid) => Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").Count();

    /// <summary>Resident memory in bytes.</summary>
    public static long ResidentBytes(int pid) =>
        long.Parse(File.ReadAllText($"/proc/{pid}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;

    /// <summary>The command line, for messages.</summary>
    public static string CommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Replace('\0', ' ').Trim();
        }
        catch (IOException)
        {
            return "(ended)";
        }
    }

    /// <summary>Sends a signal; false when there is no such process.</summary>
    public static bool Signal(int pid, int signal) => NativeKill(pid, signal) == 0;

    /// <summary>The process that started a process, or has inherited it; 0 when it has ended.</summary>
    public static int ParentOf(int pid) => StatOf(pid) is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;

    private static int SessionOf(int pid) => StatOf(pid) is [_, _, _, var session, ..] ? int.Parse(session, CultureInfo.InvariantCulture) : 0;

    private static char StateOf(int pid) => StatOf(pid) is [var state, ..] ? state[0] : '\0';

    /// <summary>The fields of <c>/proc/PID/stat</c> behind the name: state, parent, group, session, ...; empty when the process has ended.</summary>
    private static string[] StatOf(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static bool HasVariable(int pid, string variable)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{pid}/environ").AsSpan().IndexOf(Encoding.UTF8.GetBytes(variable)) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int NativeKill(int pid, int signal);
}
