using Sor.Configuration;
using Sor.Processes;

namespace Sor.Bootstrap;

/// <summary>A function with everything that runs it.</summary>
internal sealed class AssembledFunction
{
    internal required FunctionOptions Options { get; init; }

    /// <summary>Outermost first; the handler last.</summary>
    internal required IReadOnlyList<IStage> Stages { get; init; }

    /// <summary>Everything with processes; the handler first, because it takes longest.</summary>
    internal required IReadOnlyList<IPreparable> Preparables { get; init; }

    /// <summary>Why the handler could not be started; null when it was.</summary>
    internal required Func<Failure?> HandlerStartFailure { get; init; }
}
