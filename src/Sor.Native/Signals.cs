namespace Sor.Native;

/// <summary>Signals by their Linux numbers.</summary>
public static class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Pipe = 13;
    public const int Terminate = 15;
    public const int Child = 17;

    /// <summary>
    /// Dispositions every executable of ours wants first: SIGCHLD at its default (whoever started us may have set it to be
    /// ignored, and the kernel would then reap our children for us), SIGPIPE ignored (a closed peer is an error number).
    /// </summary>
    public static void SetProcessDefaults()
    {
        _ = Libc.Signal(Child, 0);
        _ = Libc.Signal(Pipe, 1);
    }

    /// <summary>
    /// Makes SIGINT count again where it was inherited as ignored: scripts start their background jobs so, and a server
    /// that is asked to end by it must end.
    /// </summary>
    public static void AcceptInterrupt() => _ = Libc.Signal(Interrupt, 0);

    /// <summary>Sends a signal to a whole process group; false when nothing of it is left.</summary>
    public static bool SendToGroup(int group, int signal) => Libc.Kill(-group, signal) == 0;

    /// <summary>Sends a signal to one process; false when it is gone.</summary>
    public static bool Send(int pid, int signal) => Libc.Kill(pid, signal) == 0;
}
