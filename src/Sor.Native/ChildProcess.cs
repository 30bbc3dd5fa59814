namespace Sor.Native;

/// <summary>A started child, known by its process descriptor: its number cannot be mistaken for a later process's.</summary>
public sealed unsafe class ChildProcess : IDisposable
{
    private const int PidFdOpen = 434;
    private const int AnyChild = 0;
    private const int ByPidFd = 3;
    private const int Exited = 4;
    private const int NoHang = 1;
    private const int InfoSize = 128;

    private ChildProcess(int pid, Descriptor exit)
    {
        Pid = pid;
        Exit = exit;
    }

    public int Pid { get; }

    /// <summary>Becomes readable when the process has ended.</summary>
    public Descriptor Exit { get; }

    /// <summary>Set by <see cref="TryReap"/>.</summary>
    public ExitStatus? Status { get; private set; }

    /// <summary>Takes the exit status if the process has ended.</summary>
    public bool TryReap()
    {
        if (Status is not null)
            return true;
        var info = stackalloc byte[InfoSize];
        new Span<byte>(info, InfoSize).Clear();
        if (Libc.WaitId(ByPidFd, Exit.Number, info, Exited | NoHang) != 0)
        {
            // Somebody else has reaped it: it has ended, and nobody can say how any more.
            Status = ExitStatus.Unknown;
            return true;
        }

        // siginfo_t on 64-bit: si_code at 8, si_pid at 16 (0: nobody has ended), si_uid at 20, si_status at 24.
        if (*(int*)(info + 16) == 0)
            return false;
        var code = *(int*)(info + 8);
        var status = *(int*)(info + 24);
        Status = code == 1 ? new ExitStatus(status, 0) : new ExitStatus(0, status);
        return true;
    }

    /// <summary>Ends the process and everything else in its group, at once.</summary>
    public void KillGroup()
    {
        if (!Signals.SendToGroup(Pid, Signals.Kill) && Status is null)
            _ = Signals.Send(Pid, Signals.Kill);
    }

    /// <summary>
    /// Reaps all children of this process that have been killed, for as long as that takes but at most so long: the last act of a process, whose
    /// own parent may not reap orphans.
    /// </summary>
    public static void ReapAll(TimeSpan limit)
    {
        var info = stackalloc byte[InfoSize];
        new Span<byte>(info, InfoSize).Clear();
        var until = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        while (Libc.WaitId(AnyChild, 0, info, Exited | NoHang) == 0)
        {
            var somebodyEnded = *(int*)(info + 16) != 0;
            *(int*)(info + 16) = 0;
            if (somebodyEnded)
                continue;
            if (Environment.TickCount64 >= until)
                return;
            Thread.Sleep(1);
        }
    }

    public void Dispose() => Exit.Dispose();

    internal static ChildProcess Adopt(int pid)
    {
        var fd = (int)Libc.SystemCall(PidFdOpen, pid, 0, 0);
        if (fd < 0)
            NativeException.ThrowLast("pidfd_open");
        return new ChildProcess(pid, new Descriptor(fd));
    }
}
