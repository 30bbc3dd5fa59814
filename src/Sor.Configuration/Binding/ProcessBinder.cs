namespace Sor.Configuration;

/// <summary>What the handler's process is started with: its arguments and the variables added to its environment.</summary>
internal sealed class ProcessBinder(ConfigurationDialect dialect, ValueReader values, DiagnosticList diagnostics)
{
    public List<string> BindCommand(MapReader reader)
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
            values.WrongType(
                node,
                path,
                "a list of texts, the program first",
                "write a list with one item for each argument: [\"./server\", \"--quiet\"]; no shell splits a text");
            return command;
        }

        if (node.Items.Count > FunctionLimits.CommandArguments)
        {
            diagnostics.Error(
                DiagnosticCodes.TooLong,
                node.Position,
                path,
                $"the command has {node.Items.Count} items",
                "put the arguments into a file",
                $"1 to {FunctionLimits.CommandArguments}");
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
            diagnostics.Error(
                DiagnosticCodes.BadReference,
                node.Items[0].Position,
                KeyPath.Append(path, 0),
                $"{Display.Quote(command[0])} is no name of a program",
                "name the program first: ./path or a bare name");
        }

        return command;
    }

    public SortedDictionary<string, string> BindEnvironment(MapReader reader)
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
            values.WrongType(node, path, "a map of names and texts", "write one NAME: value for each variable");
            return environment;
        }

        if (node.Members.Count > FunctionLimits.EnvironmentVariables)
        {
            diagnostics.Error(
                DiagnosticCodes.TooLong,
                node.Position,
                path,
                $"the environment has {node.Members.Count} variables",
                "put the values into a file",
                $"at most {FunctionLimits.EnvironmentVariables}");
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
            diagnostics.Error(
                DiagnosticCodes.BadName,
                variable.NamePosition,
                path,
                $"{shown} is no name of a variable",
                "change the name",
                FunctionRules.VariableNameShape);
            return false;
        }

        if (FunctionRules.IsReservedVariable(variable.Name))
        {
            diagnostics.Error(
                DiagnosticCodes.ReservedVariable,
                variable.NamePosition,
                path,
                $"{shown} is set by the platform or by the engine itself",
                "choose another name");
            return false;
        }

        return true;
    }

    /// <summary>The value itself is not shown in the message: it may be a secret.</summary>
    private string? ReadArgument(ConfigurationNode node, string path)
    {
        var text = dialect.ReadFreeText(node);
        if (text is null)
        {
            diagnostics.Error(
                DiagnosticCodes.WrongType,
                node.Position,
                path,
                $"found {Display.DescribeKind(node)} where a text belongs",
                "write a text in quotes; \"\" is the empty one",
                "a text");
        }
        else if (!FunctionRules.IsArgument(text))
        {
            diagnostics.Error(
                DiagnosticCodes.TooLong,
                node.Position,
                path,
                "the text is too long or holds a zero character",
                "shorten it, or put it into a file",
                $"at most {FunctionLimits.ArgumentBytes} bytes without a zero");
            return null;
        }

        return text;
    }
}
