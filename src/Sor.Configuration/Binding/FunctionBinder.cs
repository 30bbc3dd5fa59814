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
    private readonly StageBinder _stages;

    public FunctionBinder(ConfigurationDialect dialect, DiagnosticList diagnostics)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(diagnostics);
        (_dialect, _diagnostics) = (dialect, diagnostics);
        _values = new ValueReader(dialect, diagnostics);
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
            Command = BindCommand(reader),
            Environment = BindEnvironment(reader),
            Pipeline = _stages.BindPipeline(reader),
        };
        options = options with
        {
            Timeout = _values.Duration(reader.Find(_dialect.TimeoutKey), reader.PathOf(_dialect.TimeoutKey), FunctionLimits.Timeout) ?? options.Timeout,
            MemoryMb = _values.Memory(reader.Find(_dialect.MemoryKey), reader.PathOf(_dialect.MemoryKey), FunctionLimits.MemoryMb) ?? options.MemoryMb,
        };
        RuntimeRules.Check(options.Runtime, reader, map.Position, _diagnostics);
        return options;
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
        _values.Text(reader.Find(key), reader.PathOf(key), FunctionRules.IsLine, DiagnosticCodes.TooLong, $"1 to {FunctionLimits.TextLength} characters on one line, no blank at either end");

    private List<string> BindCommand(MapReader reader)
    {
        var path = reader.PathOf("command");
        var node = reader.Find("command");
        var command = new List<string>();
        if (node is null)
        {
            return command;
        }

        if (node.Kind != ConfigurationNodeKind.List || node.Items.Count == 0)
        {
            _values.WrongType(node, path, "a list of texts, the program first", "write a list with one item for each argument: [\"./server\", \"--quiet\"]; no shell splits a text");
            return command;
        }

        if (node.Items.Count > FunctionLimits.CommandArguments)
        {
            _diagnostics.Error(DiagnosticCodes.TooLong, node.Position, path, $"the command has {node.Items.Count} items", "put the arguments into a file", $"1 to {FunctionLimits.CommandArguments}");
            return command;
        }

        for (var index = 0; index < node.Items.Count; index++)
        {
            if (ReadArgument(node.Items[index], KeyPath.Append(path, index)) is { } argument)
            {
                command.Add(argument);
            }
        }

        if (command.Count > 0 && !FunctionRules.IsLine(command[0]))
        {
            _diagnostics.Error(DiagnosticCodes.BadReference, node.Items[0].Position, KeyPath.Append(path, 0), $"{Display.Quote(command[0])} is no name of a program", "name the program first: ./path or a bare name");
        }

        return command;
    }

    private SortedDictionary<string, string> BindEnvironment(MapReader reader)
    {
        var path = reader.PathOf("environment");
        var node = reader.Find("environment");
        var environment = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (node is null)
        {
            return environment;
        }

        if (node.Kind != ConfigurationNodeKind.Map)
        {
            _values.WrongType(node, path, "a map of names and texts", "write one NAME: value for each variable");
            return environment;
        }

        if (node.Members.Count > FunctionLimits.EnvironmentVariables)
        {
            _diagnostics.Error(DiagnosticCodes.TooLong, node.Position, path, $"the environment has {node.Members.Count} variables", "put the values into a file", $"at most {FunctionLimits.EnvironmentVariables}");
            return environment;
        }

        foreach (var variable in node.Members)
        {
            var variablePath = KeyPath.Append(path, variable.Name);
            if (IsAllowedVariable(variable, variablePath) && ReadArgument(variable.Value, variablePath) is { } value)
            {
                environment[variable.Name] = value;
            }
        }

        return environment;
    }

    private bool IsAllowedVariable(ConfigurationMember variable, string path)
    {
        var shown = Display.Quote(variable.Name);
        if (!FunctionRules.IsVariableName(variable.Name))
        {
            _diagnostics.Error(DiagnosticCodes.BadName, variable.NamePosition, path, $"{shown} is no name of a variable", "change the name", FunctionRules.VariableNameShape);
            return false;
        }

        if (FunctionRules.IsReservedVariable(variable.Name))
        {
            _diagnostics.Error(DiagnosticCodes.ReservedVariable, variable.NamePosition, path, $"{shown} is set by the platform or by the engine itself", "choose another name");
            return false;
        }

        return true;
    }

    /// <summary>The value itself is not shown in the message: it may be a secret.</summary>
    private string? ReadArgument(ConfigurationNode node, string path)
    {
        var text = _dialect.ReadFreeText(node);
        if (text is null)
        {
            _diagnostics.Error(DiagnosticCodes.WrongType, node.Position, path, $"found {Display.DescribeKind(node)} where a text belongs", "write a text in quotes; \"\" is the empty one", "a text");
        }
        else if (!FunctionRules.IsArgument(text))
        {
            _diagnostics.Error(DiagnosticCodes.TooLong, node.Position, path, "the text is too long or holds a zero character", "shorten it, or put it into a file", $"at most {FunctionLimits.ArgumentBytes} bytes without a zero");
            return null;
        }

        return text;
    }
}
