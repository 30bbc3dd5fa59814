using System.Globalization;
using Sor.Native;
using Sor.RuntimeApi.Server;

namespace Sor.DevServer.Emulation;

/// <summary>The results that the platform words itself, and how it takes the runtime's.</summary>
internal static class PlatformErrors
{
    private const string TimedOutType = "Sandbox.Timedout";

    // The engine ends a stage shortly before the deadline and answers for it: a time-out all the same.
    private static readonly string[] s_timeoutTypes = [TimedOutType, "Runtime.HandlerTimeout", "Runtime.StageTimeout"];

    public static CallResult TimedOut(string requestId, TimeSpan timeout) => Make(
        CallStatus.TimedOut,
        TimedOutType,
        string.Create(CultureInfo.InvariantCulture, $"RequestId: {requestId} Error: Task timed out after {timeout.TotalSeconds:F2} seconds"));

    public static CallResult InitTimedOut(string requestId, TimeSpan limit) => Make(
        CallStatus.TimedOut,
        TimedOutType,
        string.Create(CultureInfo.InvariantCulture, $"RequestId: {requestId} Error: Init timed out after {limit.TotalSeconds:F2} seconds"));

    public static CallResult Exited(string requestId, ExitStatus status) => Make(
        CallStatus.FunctionError, "Runtime.ExitError", $"RequestId: {requestId} Error: {Describe(status)}");

    public static CallResult InvalidEntryPoint(string requestId, string path, string reason) => Make(
        CallStatus.FunctionError, "Runtime.InvalidEntrypoint", $"RequestId: {requestId} Error: cannot start the bootstrap [{path}]: {reason}");

    public static CallResult Posted(RuntimeErrorReport report)
    {
        var (type, message) = ErrorJson.Read(report.Body.Span);
        type ??= report.Category;
        return new()
        {
            Status = s_timeoutTypes.Contains(type) ? CallStatus.TimedOut : CallStatus.FunctionError,
            Body = report.Body,
            ErrorType = type,
            ErrorMessage = message,
        };
    }

    /// <summary>The function cannot be run before somebody mends its configuration.</summary>
    public static CallResult Broken(string message) => Make(CallStatus.Unavailable, "Runtime.InvalidConfiguration", message);

    /// <summary>The call was given up before the function was run.</summary>
    public static CallResult NotRun(string message) => Make(CallStatus.Unavailable, "Runtime.Unavailable", message);

    private static CallResult Make(CallStatus status, string errorType, string message) => new()
    {
        Status = status,
        ErrorType = errorType,
        ErrorMessage = message,
        Body = new FunctionError(errorType, message).ToJson(),
    };

    private static string Describe(ExitStatus status) => status switch
    {
        { Signal: > 0 } => $"Runtime exited with error: signal: {SignalText(status.Signal)}",
        { Code: 0 } => "Runtime exited without providing a reason",
        _ => string.Create(CultureInfo.InvariantCulture, $"Runtime exited with error: exit status {status.Code}"),
    };

    // The words of the service's own log.
    private static string SignalText(int signal) => signal switch
    {
        2 => "interrupt",
        6 => "aborted",
        7 => "bus error",
        8 => "floating point exception",
        9 => "killed",
        11 => "segmentation fault",
        13 => "broken pipe",
        15 => "terminated",
        _ => string.Create(CultureInfo.InvariantCulture, $"signal {signal}"),
    };
}
