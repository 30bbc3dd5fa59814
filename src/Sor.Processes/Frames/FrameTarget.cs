using Sor.Configuration;
using Sor.Protocol;

namespace Sor.Processes;

/// <summary>What an event is sent to: one phase of one of the stages that a worker hosts. Made once.</summary>
internal sealed class FrameTarget(StageOptions stage, Phase phase)
{
    internal string Stage => stage.Name;

    internal Phase Phase => phase;

    internal ContextParts Context => stage.Context;

    internal int OutputLimitBytes => stage.OutputLimitBytes;

    /// <summary>The part of the header that is the same for every event.</summary>
    internal byte[] Header { get; } = FrameWriter.PrepareTarget(stage.Name, phase);
}
