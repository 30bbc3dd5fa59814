using Sor.Native;
using Sor.RuntimeApi.Server;

namespace Sor.DevServer.Emulation;

/// <summary>How the init of an environment ended.</summary>
internal abstract record InitEnd
{
    private InitEnd()
    {
    }

    /// <summary>What the first caller gets; null when init succeeded.</summary>
    public abstract CallResult? ResultFor(string requestId);

    /// <summary>The runtime asks for an event.</summary>
    internal sealed record Ready(TimeSpan Duration) : InitEnd
    {
        public override CallResult? ResultFor(string requestId) => null;
    }

    /// <summary>The runtime has said why it cannot start.</summary>
    internal sealed record Reported(RuntimeErrorReport Error) : InitEnd
    {
        public override CallResult ResultFor(string requestId) => PlatformErrors.Posted(Error);
    }

    /// <summary>The process has ended without a word.</summary>
    internal sealed record Exited(ExitStatus Status) : InitEnd
    {
        public override CallResult ResultFor(string requestId) => PlatformErrors.Exited(requestId, Status);
    }

    internal sealed record TimedOut(TimeSpan Limit) : InitEnd
    {
        public override CallResult ResultFor(string requestId) => PlatformErrors.InitTimedOut(requestId, Limit);
    }

    /// <summary>There was nothing to start.</summary>
    internal sealed record NotStarted(string Path, string Reason) : InitEnd
    {
        public override CallResult ResultFor(string requestId) => PlatformErrors.InvalidEntryPoint(requestId, Path, Reason);
    }
}
