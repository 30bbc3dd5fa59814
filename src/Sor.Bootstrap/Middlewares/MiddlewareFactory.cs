using System.Diagnostics;
using Sor.BuiltIns;
using Sor.Configuration;
using Sor.Native;
using Sor.Processes;

namespace Sor.Bootstrap;

/// <summary>Makes the program of a stage, by its kind.</summary>
internal sealed class MiddlewareFactory(WorkerGroups groups, Func<StageHost> host, LogSink log)
{
    /// <summary>The program, or null and why not.</summary>
    internal IPhaseProgram? Make(StagePlan plan, out string? problem)
    {
        problem = null;
        var stage = plan.Stage;
        return stage.Kind switch
        {
            StageKind.BuiltIn => MakeBuiltIn(stage, out problem),
            StageKind.Frames or StageKind.Wasm => groups.GroupOf(plan, out problem) is { } group ? new FrameProgram(group, stage, StageKindNames.NameOf(stage.Kind.Value)) : null,
            StageKind.Lines => new LinesProgram(HostOf(plan), stage, plan.Command),
            _ => new ExecProgram(HostOf(plan), stage, plan.Command),
        };
    }

    private StageHost HostOf(StagePlan plan) =>
        plan.Found.Manifest is null ? host() : host() with { Environment = host().Environment.ForPackage(plan.Stage.GrantedVariables) };

    private IPhaseProgram? MakeBuiltIn(StageOptions stage, out string? problem)
    {
        var services = new BuiltInHost { WriteLine = line => log.Write(LogSource.Stdout, line), Clock = Stopwatch.GetTimestamp, FillRandom = RandomBytes.Fill };
        _ = BuiltInCatalogue.TryMake(stage.Use, stage.Name, stage.Phases, stage.ConfigJson, services, out var program, out problem);
        return program;
    }
}
