using Sor.Protocol;

namespace Sor.Processes;

/// <summary>What an <c>error</c> frame says.</summary>
internal sealed record WorkerError(string? ErrorType, string? ErrorMessage, IReadOnlyList<string> StackTrace, bool Retry)
{
    internal static WorkerError Of(FrameHeader header) => new(header.ErrorType, header.ErrorMessage, header.StackTrace, header.Retry);

    /// <summary>The failure of the stage that it is about.</summary>
    internal Failure For(string stage, Phase phase)
    {
        var isHandler = phase == Phase.Handle;
        return new Failure
        {
            ErrorType = ErrorType ?? (isHandler ? "Error" : FailureTypes.StageFailed),
            ErrorMessage = ErrorMessage ?? "",
            StackTrace = StackTrace,
            Stage = stage,
            Phase = phase,
            Class = isHandler ? FailureClass.Handler : FailureClass.Stage,
            Retry = Retry,
        };
    }
}
