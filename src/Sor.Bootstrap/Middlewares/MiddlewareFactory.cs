using System.Diagnostics;
using Sor.BuiltIns;
using Sor.Configuration;
using Sor.Native;
using Sor.Processes;

namespace Sor.Bootstrap;

/// <summary>Makes the program of a stage, by its kind.</summary>
internal sealed class MiddlewareFactory(WorkerGroups groups, Func<StageHost> host, LogSink log)
{
    /// <summary>The middleware, or null and why not.</summary>
    internal MadeMiddleware? Make(StagePlan plan, out string? problem)
    {
        problem = null;
        var stage = plan.Stage;
        if (stage.Kind == StageKind.BuiltIn)
            return MakeBuiltIn(stage, out problem);
        IPhaseProgram? program = stage.Kind switch
        {
            StageKind.Frames or StageKind.Wasm => groups.GroupOf(plan, out problem) is { } group ? new FrameProgram(group, stage, StageKindNames.NameOf(stage.Kind.Value)) : null,
            StageKind.Lines => new LinesProgram(HostOf(plan), stage, plan.Command),
            _ => new ExecProgram(HostOf(plan), stage, plan.Command),
        };
        return program is null ? null : new MadeMiddleware { Options = stage, Program = program };
    }

    private StageHost HostOf(StagePlan plan) =>
        plan.Found.Manifest is null ? host() : host() with { Environment = host().Environment.ForPackage(plan.Stage.GrantedVariables) };

    private MadeMiddleware? MakeBuiltIn(StageOptions stage, out string? problem)
    {
        var services = new BuiltInHost { WriteLine = line => log.Write(LogSource.Stdout, line), Say = log.Say, Clock = Stopwatch.GetTimestamp, FillRandom = RandomBytes.Fill };
        if (stage.Use == BuiltInCatalogue.CloudEvents)
            return MakeBoundary(stage, services, out problem);
        return BuiltInCatalogue.TryMake(stage.Use, stage.Name, stage.Phases, stage.ConfigJson, services, out var program, out problem)
            ? new MadeMiddleware { Options = stage, Program = program }
            : null;
    }

    private static MadeMiddleware? MakeBoundary(StageOptions stage, BuiltInHost services, out string? problem)
    {
        problem = "it runs the inner stages: observe, budget and onFailure are not for it; put them at the stages inside";
        if (stage.Observe || stage.Budget is not null || stage.OnFailure.Action != FailureAction.Fail)
            return null;
        return BuiltInCatalogue.MakeBoundary(stage.Name, stage.ConfigJson, services, out problem) is { } made ? new MadeMiddleware { Options = stage, Stage = made } : null;
    }
}
