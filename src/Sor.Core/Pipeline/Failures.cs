namespace Sor.Core;

/// <summary>Failures that the engine itself reports.</summary>
internal static class Failures
{
    /// <summary>A stage in the engine's own process threw, which its contract forbids.</summary>
    internal static Failure Thrown(string stage, Phase phase, Exception exception) => new()
    {
        ErrorType = FailureTypes.Internal,
        ErrorMessage = $"stage \"{stage}\" ({PhaseNames.NameOf(phase)}) threw {exception.GetType().Name}: {exception.Message}",
        Stage = stage,
        Phase = phase,
        Class = FailureClass.Internal,
        IsBreakdown = true,
    };
}
