namespace Sor.Processes;

/// <summary>The failures that programs outside of the engine cause: one place for their types and words.</summary>
internal static class StageFailures
{
    /// <summary>A program did not do what its contract says.</summary>
    internal static Outcome Failed(string stage, Phase phase, string what) => Make(
        stage, phase, IsHandler(phase) ? FailureTypes.ExitError : FailureTypes.StageFailed, IsHandler(phase) ? FailureClass.Handler : FailureClass.Stage, what);

    /// <summary>A program could not be started.</summary>
    internal static Outcome CannotStart(string stage, Phase phase, string what) => Make(
        stage, phase, IsHandler(phase) ? FailureTypes.InitError : FailureTypes.StageFailed, IsHandler(phase) ? FailureClass.Handler : FailureClass.Stage, what);

    internal static Outcome TimedOut(string stage, Phase phase) => Make(
        stage, phase, IsHandler(phase) ? FailureTypes.HandlerTimeout : FailureTypes.StageTimeout, FailureClass.Timeout,
        "was still running when the invocation's time was up, and has been ended");

    /// <summary>The same for one of several events of a process, which works on.</summary>
    internal static Outcome Abandoned(string stage, Phase phase) => Make(
        stage, phase, IsHandler(phase) ? FailureTypes.HandlerTimeout : FailureTypes.StageTimeout, FailureClass.Timeout,
        "was still running when the invocation's time was up, and is not waited for any more");

    internal static Outcome OutputTooLarge(string stage, Phase phase, int limitBytes) => Make(
        stage, phase, FailureTypes.StageOutputTooLarge, IsHandler(phase) ? FailureClass.Handler : FailureClass.Stage,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"wrote more than {limitBytes} bytes"));

    /// <summary>A program ended as one that refuses its input may: it works, and the next event may go better.</summary>
    internal static Outcome Refused(string stage, Phase phase, string what) => Make(
        stage, phase, IsHandler(phase) ? FailureTypes.ExitError : FailureTypes.StageFailed, IsHandler(phase) ? FailureClass.Handler : FailureClass.Stage, what, isBreakdown: false);

    internal static Outcome Make(string stage, Phase phase, string type, FailureClass failureClass, string what, bool isBreakdown = true) => Outcome.Of(new Failure
    {
        ErrorType = type,
        ErrorMessage = IsHandler(phase) ? $"the handler {what}" : $"middleware \"{stage}\" ({PhaseNames.NameOf(phase)}) {what}",
        Stage = stage,
        Phase = phase,
        Class = failureClass,
        IsBreakdown = isBreakdown,
    });

    /// <summary>No process could take the event.</summary>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="phase">The phase that was asked for.</param>
    /// <param name="end">How the wait for one ended.</param>
    /// <param name="startFailure">Why none could be started; null when one was.</param>
    internal static Outcome NoProcess(string stage, Phase phase, WaitEnd end, Failure? startFailure) => end switch
    {
        WaitEnd.TimeUp => TimedOut(stage, phase),
        WaitEnd.Full => Outcome.Of(Make(
            stage, phase, FailureTypes.StageOverloaded, FailureClass.Overload, "has too many events waiting for it already", isBreakdown: false).Failure! with
        { Retry = true }),
        _ when startFailure is not null => Outcome.Of(startFailure with { Phase = phase }),
        _ => Failed(stage, phase, "ended before it was ready"),
    };

    /// <summary>Appends what a program said last on STDERR, which is most often the reason.</summary>
    internal static string WithLastLine(string what, string lastLine) => lastLine.Length == 0 ? what : $"{what}; its last words: {lastLine}";

    private static bool IsHandler(Phase phase) => phase == Phase.Handle;
}
