namespace Sor.Configuration;

/// <summary>
/// Makes options of a tree: every rule about a function that both file forms share. Goes on after a problem, so that all are told together;
/// what it returns counts only if <see cref="DiagnosticList.HasErrors"/> stays false.
/// </summary>
public sealed class FunctionBinder
{
    private readonly ConfigurationDialect _dialect;
    private readonly DiagnosticList _diagnostics;
    private readonly ValueReader _values;
    private readonly ProcessBinder _process;
    private readonly StageBinder _stages;

    public FunctionBinder(ConfigurationDialect dialect, DiagnosticList diagnostics)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(diagnostics);
        (_dialect, _diagnostics) = (dialect, diagnostics);
        _values = new ValueReader(dialect, diagnostics);
        _process = new ProcessBinder(dialect, _values, diagnostics);
        _stages = new StageBinder(dialect, _values, diagnostics);
    }

    /// <param name="map">The function's map.</param>
    /// <param name="path">Its key path; empty at the top.</param>
    /// <param name="known">The keys that may stand in it.</param>
    /// <param name="defaultName">Name of a function that gives none; null: it must give one.</param>
    public FunctionOptions Bind(ConfigurationNode map, string path, IReadOnlyList<string> known, string? defaultName)
    {
        ArgumentNullException.ThrowIfNull(map);
        var reader = new MapReader(map, path, _diagnostics);
        reader.RefuseOthers(known);

        var name = defaultName is null
            ? reader.Require("name", "give the function a name, such as name: orders")
            : reader.Find("name");
        var options = new FunctionOptions
        {
            Name = _values.Text(name, reader.PathOf("name"), FunctionRules.IsFunctionName, DiagnosticCodes.BadName, FunctionRules.FunctionNameShape)
                ?? defaultName ?? "",
            Runtime = BindRuntime(reader),
            Handler = BindLine(reader, "handler"),
            Interpreter = BindLine(reader, "interpreter"),
            Command = _process.BindCommand(reader),
            Environment = _process.BindEnvironment(reader),
            Pipeline = BindPipeline(reader),
        };
        options = options with
        {
            Timeout = _values.Duration(reader.Find(_dialect.TimeoutKey), reader.PathOf(_dialect.TimeoutKey), FunctionLimits.Timeout) ?? options.Timeout,
            MemoryMb = _values.Memory(reader.Find(_dialect.MemoryKey), reader.PathOf(_dialect.MemoryKey), FunctionLimits.MemoryMb) ?? options.MemoryMb,
        };
        RuntimeRules.Check(options.Runtime, reader, map.Position, _diagnostics);
        return options;
    }

    /// <summary>The stages, and innermost the boundary that <c>events</c> asks for, unless one of them is a boundary already.</summary>
    private List<StageOptions> BindPipeline(MapReader reader)
    {
        var stages = _stages.BindPipeline(reader);
        var path = reader.PathOf("events");
        var node = reader.Find("events");
        var form = _values.OneOf(node, path, BoundaryStages.EventForms, "form of events");
        if (form is null or BoundaryStages.Native || stages.Exists(static stage => BoundaryStages.FormInside(stage.Use) is not null))
            return stages;
        if (stages.Exists(stage => stage.Name == form))
        {
            _diagnostics.Error(
                DiagnosticCodes.StageNameTwice, node!.Position, path, $"the boundary {form} would be the second stage of that name", "name the other stage differently");
        }

        stages.Add(new StageOptions { Name = form, Use = form });
        return stages;
    }

    private string BindRuntime(MapReader reader)
    {
        var path = reader.PathOf("runtime");
        var node = reader.Require("runtime", $"say how the handler runs: one of {Display.Join(RuntimeNames.All)}");
        var runtime = _values.Text(node, path);
        if (node is not null && runtime is not null)
        {
            NameCheck.Report(runtime, RuntimeNames.All, ReservedNames.Runtimes, "runtime", node.Position, path, _diagnostics);
        }

        return runtime ?? "";
    }

    private string? BindLine(MapReader reader, string key) =>
        _values.Text(
            reader.Find(key),
            reader.PathOf(key),
            FunctionRules.IsLine,
            DiagnosticCodes.TooLong,
            $"1 to {FunctionLimits.TextLength} characters on one line, no blank at either end");
}
