using System.Text.Json;
using Sor.Configuration;
using Sor.Processes;
using Sor.Protocol;

namespace Sor.Bootstrap;

/// <summary>
/// Processes that host several stages: all stages of one shared package, and all wasm stages of the function in one <c>sor-wasm</c>. Made when
/// the first of its stages is, with all of them in its <c>hello</c>.
/// </summary>
internal sealed class WorkerGroups(IReadOnlyList<StagePlan> plans, Func<StageHost> host)
{
    private const string WasmKey = "wasm";
    private const string WasmHost = "sor-wasm";

    private readonly Dictionary<string, FrameWorkerGroup> _groups = [];

    /// <summary>The group that hosts a stage, or null and why there is none.</summary>
    internal FrameWorkerGroup? GroupOf(StagePlan plan, out string? problem)
    {
        problem = null;
        var key = KeyOf(plan);
        if (_groups.TryGetValue(key, out var group))
            return group;
        var command = key == WasmKey ? WasmCommand(out problem) : plan.Command;
        if (command is null)
            return null;
        var members = new List<StagePlan>();
        var outputLimit = 0;
        foreach (var other in plans)
        {
            if (KeyOf(other) != key)
                continue;
            members.Add(other);
            outputLimit = Math.Max(outputLimit, other.Stage.OutputLimitBytes);
        }

        var name = members.Count == 1 ? plan.Stage.Name : key == WasmKey ? WasmHost : plan.Found.Manifest?.Name ?? plan.Stage.Name;
        group = new FrameWorkerGroup(EnvironmentOf(plan), name, command, members.Select(HelloOf), outputLimit);
        _groups.Add(key, group);
        return group;
    }

    private StageHost EnvironmentOf(StagePlan plan) => plan.Found.Manifest is null && plan.Stage.Kind != StageKind.Wasm
        ? host()
        : host() with { Environment = host().Environment.ForPackage(plan.Stage.Kind == StageKind.Wasm ? [] : plan.Stage.GrantedVariables) };

    /// <summary>Stages with one key share a process; a stage that shares none has its own.</summary>
    private static string KeyOf(StagePlan plan) => plan.Stage switch
    {
        { Kind: StageKind.Wasm } => WasmKey,
        { Kind: StageKind.Frames, Shared: true } => $"shared\0{string.Join('\0', plan.Command)}\0{string.Join('\0', plan.Stage.GrantedVariables)}",
        _ => $"own\0{plan.Stage.Name}",
    };

    private static HelloStage HelloOf(StagePlan plan) => plan.Stage.Kind != StageKind.Wasm
        ? FrameProgram.HelloOf(plan.Stage)
        : FrameProgram.HelloOf(plan.Stage) with
        {
            Members = [new("wasm", $"{{\"module\":\"{JsonEncodedText.Encode(plan.Command[0])}\",\"outputBytes\":{plan.Stage.OutputLimitBytes}}}")],
        };

    private static string[]? WasmCommand(out string? problem)
    {
        problem = null;
        string[] places = ["/opt/sor/" + WasmHost, Path.Combine(AppContext.BaseDirectory, WasmHost)];
        if (Array.Find(places, File.Exists) is { } path)
            return [path];
        problem = $"a stage of kind wasm needs {WasmHost}, which is neither {places[0]} nor {places[1]}: deploy the layer that `sor build` makes";
        return null;
    }
}
