using System.Globalization;
using Sor.Native;

namespace Sor.Processes;

/// <summary>What <c>/proc</c> tells about a child.</summary>
internal static class ProcessStates
{
    private const int MaxDescendants = 8;

    // System call numbers in which a program waits for input: read, readv, recvfrom, poll, select, epoll and their variants.
    private static readonly int[] s_waitingX64 = [0, 19, 45, 7, 271, 23, 270, 232, 281, 441];
    private static readonly int[] s_waitingArm64 = [63, 65, 207, 73, 72, 22, 441];

    // wait4 and waitid: a shell that waits for the filter it has started.
    private static readonly int[] s_childX64 = [61, 247];
    private static readonly int[] s_childArm64 = [260, 95];

    private static readonly bool s_isX64 = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64;

    /// <summary>Whether the process is blocked in a call that waits for input, or waits for a child that is.</summary>
    internal static bool IsWaitingForInput(int pid) => IsWaitingForInput(pid, MaxDescendants);

    /// <summary>Memory that would come back if the process ended: resident, not shared with files. 0 when unknown.</summary>
    internal static long PrivateBytes(int pid)
    {
        Span<byte> text = stackalloc byte[128];
        var statm = ReadSmall($"/proc/{pid}/statm", text);
        var fields = 0;
        Span<long> pages = stackalloc long[3];
        foreach (var range in statm.Split((byte)' '))
        {
            if (fields == 3 || !long.TryParse(statm[range], NumberStyles.None, CultureInfo.InvariantCulture, out pages[fields]))
                break;
            fields++;
        }

        return fields == 3 ? (pages[1] - pages[2]) * Environment.SystemPageSize : 0;
    }

    private static bool IsWaitingForInput(int pid, int depth)
    {
        // "0 0x0 0x7ffd... ..." : number and arguments of the call; "running" or "-1" otherwise.
        Span<byte> text = stackalloc byte[160];
        var line = ReadSmall($"/proc/{pid}/syscall", text);
        var space = line.IndexOf((byte)' ');
        if (space <= 0 || !int.TryParse(line[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var call))
            return false;
        if ((s_isX64 ? s_waitingX64 : s_waitingArm64).Contains(call))
            return true;
        return depth > 0 && (s_isX64 ? s_childX64 : s_childArm64).Contains(call) && HasWaitingChild(pid, depth - 1);
    }

    private static bool HasWaitingChild(int pid, int depth)
    {
        Span<byte> text = stackalloc byte[160];
        var children = ReadSmall($"/proc/{pid}/task/{pid}/children", text);
        foreach (var range in children.Split((byte)' '))
        {
            if (int.TryParse(children[range], NumberStyles.None, CultureInfo.InvariantCulture, out var child) && IsWaitingForInput(child, depth))
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<byte> ReadSmall(string path, Span<byte> into)
    {
        using var file = Descriptors.TryOpen(path, OpenMode.Read, out _);
        if (file is null)
            return default;
        var n = Descriptors.Read(file, into);
        return n <= 0 ? default : into[..n];
    }
}
