using System.Diagnostics;
using System.Globalization;
using Sor.BuiltIns;
using Sor.Configuration;
using Sor.Core;
using Sor.IO;
using Sor.Processes;
using Sor.Protocol;

namespace Sor.Bootstrap;

/// <summary>Puts a function together: from what it is (<see cref="FunctionOptions"/>) to programs and stages. The composition root.</summary>
internal sealed class FunctionAssembly
{
    // Finding the executable's own folder takes eight system calls: only where a child needs it.
    private static string[]? s_runtimesFolders;

    private readonly ProcessEnvironment _environment;
    private readonly EventLoop _loop;
    private readonly LogSink _log;
    private readonly EventsWriter? _events;
    private readonly Dictionary<string, int> _restarts = [];
    private StageHost? _host;

    internal FunctionAssembly(ProcessEnvironment environment, EventLoop loop, LogSink log, EventsWriter? events)
    {
        _events = events;
        _environment = environment;
        _loop = loop;
        _log = log;
    }

    /// <summary>The function, or null and why it cannot be.</summary>
    internal AssembledFunction? Build(out Failure? refusal)
    {
        var loaded = new FunctionLoader(_environment, _log).Load(out refusal);
        if (loaded is null)
            return null;
        var options = loaded.Options;
        var handler = MakeHandler(options, out refusal);
        var middlewares = handler is null ? null : MakeMiddlewares(loaded, out refusal);
        if (handler is null || middlewares is null)
            return null;
        return new AssembledFunction
        {
            Options = options,
            Stages = [.. StagesOf(middlewares, loaded.UsesPrototypeOrder, out var processes), new HandlerStage(handler, Stopwatch.GetTimestamp)],
            Preparables = handler is IPreparable preparable ? [preparable, .. processes] : processes,
            HandlerStartFailure = () => (handler as FrameProgram)?.StartFailure ?? (handler as PrototypeProgram)?.StartFailure,
        };
    }

    private List<MadeMiddleware>? MakeMiddlewares(LoadedFunction loaded, out Failure? refusal)
    {
        refusal = null;
        var planner = new MiddlewarePlanner(_environment, new MiddlewareResolver(_environment.TaskRoot));
        var plans = new List<StagePlan>();
        foreach (var written in loaded.Options.Pipeline)
        {
            if (planner.Plan(written, loaded.UsesPrototypeOrder, out var problem) is not { } plan)
            {
                refusal = RefuseStage(written.Name, problem!);
                return null;
            }

            if (loaded.UsesPrototypeOrder && IsBoundaryOfCloudEvents(plan.Stage))
            {
                refusal = RefuseStage(written.Name, "it runs the inner stages, which the order of SLSMIDDLEWARES does not have: list the middlewares in a sor.yaml");
                return null;
            }

            plans.Add(plan);
        }

        var middlewares = new List<MadeMiddleware>();
        var factory = new MiddlewareFactory(new WorkerGroups(plans, () => Host(loaded.Options)), () => Host(loaded.Options), _log);
        foreach (var plan in plans)
        {
            if (factory.Make(plan, out var problem) is not { } middleware)
            {
                refusal = RefuseStage(plan.Stage.Name, problem!);
                return null;
            }

            middlewares.Add(middleware);
        }

        return middlewares;
    }

    private static bool IsBoundaryOfCloudEvents(StageOptions stage) => stage is { Kind: StageKind.BuiltIn, Use: BuiltInCatalogue.CloudEvents };

    private static Failure RefuseStage(string name, string problem) => Refuse(FailureTypes.InvalidConfiguration, $"middleware \"{name}\": {problem}");

    private IEnumerable<IStage> StagesOf(List<MadeMiddleware> middlewares, bool prototypeOrder, out List<IPreparable> processes)
    {
        processes = [];
        var stages = new List<IStage>();
        if (prototypeOrder)
        {
            foreach (var middleware in middlewares)
            {
                if (middleware.Program is IPreparable preparable)
                    processes.Add(preparable);
            }

            return PipelineOrder.Prototype(middlewares.Select(static middleware => middleware.Program!), Stopwatch.GetTimestamp);
        }

        var policies = new StagePolicies(_log, _events);
        foreach (var middleware in middlewares)
        {
            var (stage, preparable) = policies.Apply(middleware);
            stages.Add(stage);
            if (preparable is not null)
                processes.Add(preparable);
        }

        return stages;
    }

    private IPhaseProgram? MakeHandler(FunctionOptions options, out Failure? refusal)
    {
        refusal = null;
        if (options.Runtime == RuntimeNames.Echo)
            return new EchoProgram();
        var host = Host(options);
        var stage = new StageOptions { Name = "handler", Use = options.Handler ?? options.Runtime, Phases = Phase.Handle, Kind = StageKind.Frames, Standby = options.Runtime == RuntimeNames.Exec };
        if (options.Runtime is RuntimeNames.Exec or RuntimeNames.Frames)
        {
            IReadOnlyList<string> command = [Path.GetFullPath(options.Command[0], _environment.TaskRoot), .. options.Command.Skip(1)];
            return options.Runtime == RuntimeNames.Exec ? new ExecProgram(host, stage, command) : new FrameProgram(host, stage, command, ("_HANDLER", options.Handler));
        }

        if (options.Runtime == RuntimeNames.Prototype)
            return new PrototypeProgram(host, stage, options.Handler ?? "");
        if (LanguageRuntime.All.FirstOrDefault(language => language.Name == options.Runtime) is { } found)
        {
            var command = found.FindCommand(options.Interpreter, RuntimesFolders, _environment.TaskRoot, _environment["PATH"], out var problem);
            if (command is not null)
                return new FrameProgram(host, stage, command, ("_HANDLER", options.Handler), ("LAMBDA_TASK_ROOT", _environment.TaskRoot));
            refusal = Refuse(FailureTypes.NoSuchRuntime, problem!);
            return null;
        }

        refusal = Refuse(FailureTypes.NoSuchRuntime, $"runtime \"{options.Runtime}\" is not one of {string.Join(", ", RuntimeNames.All)}");
        return null;
    }

    /// <summary>Made when the first child needs it: it reads the whole environment.</summary>
    private StageHost Host(FunctionOptions options) => _host ??= MakeHost(options);

    private StageHost MakeHost(FunctionOptions options)
    {
        var memory = int.TryParse(_environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"], NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes) ? megabytes : options.MemoryMb;
        var variables = ProcessEnvironment.ReadAll();
        foreach (var (name, value) in options.Environment)
            variables[name] = value;
        AddSearchPath(variables, "PYTHONPATH", RuntimeNames.Python);
        AddSearchPath(variables, "NODE_PATH", RuntimeNames.Node);
        AddShellHelper(variables);
        return new StageHost
        {
            Loop = _loop,
            Log = _log,
            Environment = new ChildEnvironment(variables),
            Function = new FunctionIdentity
            {
                Name = _environment["AWS_LAMBDA_FUNCTION_NAME"] ?? options.Name,
                Version = _environment["AWS_LAMBDA_FUNCTION_VERSION"],
                MemoryMb = memory,
                Instance = _environment["AWS_LAMBDA_LOG_STREAM_NAME"],
            },
            Directory = _environment.TaskRoot == Environment.CurrentDirectory ? null : _environment.TaskRoot,
            StandbyBudget = new StandbyBudget(memory),
            OnDroppedFrame = stage => _events?.CountDroppedFrame(stage),
            OnRestart = CountRestart,
        };
    }

    private void CountRestart(string stage, string reason)
    {
        var count = _restarts[stage] = _restarts.GetValueOrDefault(stage) + 1;
        _events?.WriteRestart(stage, reason, count);
    }

    /// <summary>Lets middlewares in a language find the helper library that stands beside its shim.</summary>
    private static void AddSearchPath(Dictionary<string, string> variables, string name, string language)
    {
        if (FolderOf(language) is { } folder)
            variables[name] = variables.TryGetValue(name, out var present) && present.Length > 0 ? $"{present}:{folder}" : folder;
    }

    /// <summary>A shell has no search path for libraries: scripts source <c>$SOR_SHELL/sor.sh</c>.</summary>
    private static void AddShellHelper(Dictionary<string, string> variables)
    {
        if (FolderOf("shell") is { } folder)
            _ = variables.TryAdd("SOR_SHELL", folder);
    }

    private static string? FolderOf(string language) => RuntimesFolders.Select(runtimes => Path.Combine(runtimes, language)).FirstOrDefault(Directory.Exists);

    private static IReadOnlyList<string> RuntimesFolders => s_runtimesFolders ??= ["/opt/sor/runtimes", Path.Combine(AppContext.BaseDirectory, "runtimes")];

    private static Failure Refuse(string type, string message) => new()
    {
        ErrorType = type,
        ErrorMessage = message,
        Stage = "bootstrap",
        Phase = Phase.Handle,
        Class = FailureClass.Internal,
    };
}
