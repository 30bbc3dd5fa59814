using Sor.Configuration;
using Sor.DevServer.Emulation;
using Sor.Native;

namespace Sor.DevServer.Reporting;

/// <summary>Something that <c>sor dev</c> tells whoever watches it. How it is shown is the reporter's affair.</summary>
internal abstract record DevNotice;

/// <summary>The endpoint answers.</summary>
internal sealed record ListeningNotice(string Endpoint, string FunctionName) : DevNotice;

/// <summary>The bootstrap asks for its first event, so long after its start; the engine's record is null when it wrote none.</summary>
internal sealed record ReadyNotice(string FunctionName, TimeSpan Init, EngineRecord? Record) : DevNotice;

/// <summary>An invocation has ended; the engine's record is null when it wrote none.</summary>
internal sealed record CallNotice(FunctionCall Call, CallResult Result, EngineRecord? Record) : DevNotice;

/// <summary>A line that the function, a middleware or the bootstrap wrote.</summary>
internal sealed record LogNotice(string FunctionName, string Line) : DevNotice;

/// <summary>The engine has replaced a stage's process.</summary>
internal sealed record StageRestartNotice(string Stage, string Reason) : DevNotice;

/// <summary>A stage that broke down again and again is left alone (<c>open</c>), tried again (<c>trial</c>), or works again (<c>closed</c>).</summary>
internal sealed record CircuitNotice(string Stage, string State, int Breakdowns) : DevNotice;

/// <summary>The bootstrap could not be made ready.</summary>
internal sealed record InitFailureNotice(string FunctionName, string ErrorType, string Message) : DevNotice;

/// <summary>The bootstrap has ended by itself.</summary>
internal sealed record ExitNotice(ExitStatus Status, TimeSpan RestartIn) : DevNotice;

/// <summary>The bootstrap was still at work after its deadline; it is killed and started again.</summary>
internal sealed record OverrunNotice(string FunctionName) : DevNotice;

/// <summary>Files have changed; a new bootstrap is started.</summary>
internal sealed record ChangeNotice(string FunctionName, string Path) : DevNotice;

/// <summary>Problems of the configuration.</summary>
internal sealed record ProblemsNotice(IReadOnlyList<Diagnostic> Problems, bool IsBroken) : DevNotice;

/// <summary>An asynchronous event has failed and is tried again, or (null) given up.</summary>
internal sealed record EventFailureNotice(string RequestId, int Attempt, TimeSpan? RetryIn) : DevNotice;

/// <summary>Something works less well than it could.</summary>
internal sealed record WarningNotice(string Message) : DevNotice;

/// <summary>The server is ending.</summary>
internal sealed record StoppingNotice : DevNotice;
