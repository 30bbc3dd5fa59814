namespace Sor.Configuration;

/// <summary>What holds for a stage of a kind where neither its configuration nor its manifest says otherwise.</summary>
public static class StageDefaults
{
    /// <summary>A <c>lines</c> stage starts a process for each phase, so it has one unless more are asked for.</summary>
    public static Phase PhasesOf(StageKind kind) => kind == StageKind.Lines ? Phase.Before : Phase.Before | Phase.After;
}
