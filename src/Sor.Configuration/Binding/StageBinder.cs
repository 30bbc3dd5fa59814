namespace Sor.Configuration;

/// <summary>Makes the pipeline's entries into options.</summary>
internal sealed class StageBinder(ConfigurationDialect dialect, ValueReader values, DiagnosticList diagnostics)
{
    private readonly PolicyBinder _policies = new(dialect, values, diagnostics);

    public List<StageOptions> BindPipeline(MapReader function)
    {
        var path = function.PathOf("pipeline");
        var node = function.Find("pipeline");
        var stages = new List<StageOptions>();
        if (node is null)
        {
            return stages;
        }

        if (node.Kind != ConfigurationNodeKind.List)
        {
            values.WrongType(node, path, "a list of middlewares, outermost first", "write one item for each middleware");
            return stages;
        }

        if (node.Items.Count > FunctionLimits.PipelineStages)
        {
            diagnostics.Error(
                DiagnosticCodes.TooLong,
                node.Position,
                path,
                $"the pipeline has {node.Items.Count} stages",
                "join some of them",
                $"at most {FunctionLimits.PipelineStages}");
            return stages;
        }

        for (var index = 0; index < node.Items.Count; index++)
        {
            var entryPath = KeyPath.Append(path, index);
            if (dialect.ExpandStage(node.Items[index], entryPath, diagnostics) is { } entry && Bind(entry, entryPath, stages.Select(static stage => stage.Name)) is { } stage)
            {
                CheckUnique(stage, entry, entryPath, stages);
                stages.Add(stage);
            }
        }

        return stages;
    }

    private StageOptions? Bind(ConfigurationNode entry, string path, IReadOnlyList<string> outerStages)
    {
        var reader = new MapReader(entry, path, diagnostics);
        reader.RefuseOthers(dialect.StageKeys);

        var use = BindUse(reader);
        var kind = BindKind(reader);
        if (use is null)
        {
            return null;
        }

        var stage = new StageOptions
        {
            Use = use,
            Name = BindName(reader, use),
            Kind = kind,
            ConfigJson = BindConfig(reader),
        };
        CheckBuiltIn(stage, reader);
        return _policies.Bind(BindLimits(stage, entry, reader, path), reader, outerStages);
    }

    private StageOptions BindLimits(StageOptions stage, ConfigurationNode entry, MapReader reader, string path)
    {
        var standby = dialect.FindStandby(entry, path, diagnostics);
        if (stage.Kind is { } kind && kind != StageKind.Exec && (standby.Enabled ?? standby.Settle ?? standby.Depth) is { } useless)
        {
            diagnostics.Error(
                DiagnosticCodes.KeyWithoutUse,
                useless.Position,
                reader.PathOf("standby"),
                $"a stage of kind {StageKindNames.NameOf(kind)} stays alive: it has no standby",
                "remove the key, or write kind: exec");
        }

        return stage with
        {
            Phases = PhaseList.Read(reader.Find("phases"), reader.PathOf("phases"), values, diagnostics) ?? stage.Phases,
            Standby = values.Boolean(standby.Enabled, reader.PathOf("standby")) ?? stage.Standby,
            StandbySettle = values.Duration(standby.Settle, standby.SettlePath, FunctionLimits.StandbySettle) ?? stage.StandbySettle,
            StandbyDepth = values.Integer(standby.Depth, standby.DepthPath, FunctionLimits.StandbyDepth) ?? stage.StandbyDepth,
            OutputLimitBytes = values.Size(reader.Find(dialect.OutputLimitKey), reader.PathOf(dialect.OutputLimitKey), FunctionLimits.OutputLimitBytes)
                ?? stage.OutputLimitBytes,
        };
    }

    private string? BindUse(MapReader reader)
    {
        var path = reader.PathOf("use");
        var node = reader.Require("use", $"say which middleware it is: {StageReference.Shape}");
        var use = values.Text(node, path);
        if (node is null || use is null || StageReference.Problem(use) is not var (code, message, fix))
        {
            return use;
        }

        diagnostics.Error(code, node.Position, path, message, fix, StageReference.Shape);
        return null;
    }

    private string BindName(MapReader reader, string use)
    {
        var path = reader.PathOf("name");
        if (reader.Find("name") is { } name)
        {
            return values.Text(name, path, FunctionRules.IsStageName, DiagnosticCodes.BadName, FunctionRules.StageNameShape) ?? "";
        }

        var defaultName = StageReference.DefaultName(use);
        if (FunctionRules.IsStageName(defaultName))
        {
            return defaultName;
        }

        var position = reader.Find("use")?.Position ?? default;
        diagnostics.Error(
            DiagnosticCodes.BadName,
            position,
            path,
            $"the file's name {Display.Quote(defaultName)} cannot name the stage",
            "give the stage a name: key",
            FunctionRules.StageNameShape);
        return "";
    }

    private StageKind? BindKind(MapReader reader) =>
        values.OneOf(reader.Find("kind"), reader.PathOf("kind"), StageKindNames.All, "kind") is { } name ? StageKindNames.Parse(name) : null;

    private string? BindConfig(MapReader reader)
    {
        var path = reader.PathOf("config");
        var node = reader.Find("config");
        if (node is null)
        {
            return null;
        }

        if (node.Kind != ConfigurationNodeKind.Map)
        {
            values.WrongType(node, path, "a map", "write the stage's own keys and values, or leave config out");
            return null;
        }

        var json = CompactJson.Write(node);
        if (json.Length <= FunctionLimits.StageConfigBytes)
        {
            return System.Text.Encoding.UTF8.GetString(json);
        }

        diagnostics.Error(
            DiagnosticCodes.TooLong,
            node.Position,
            path,
            $"the configuration of the stage has {json.Length} bytes as JSON",
            "put large values into a file that the stage reads",
            $"at most {FunctionLimits.StageConfigBytes} bytes");
        return null;
    }

    private void CheckBuiltIn(StageOptions stage, MapReader reader)
    {
        if (stage.Kind == StageKind.BuiltIn && StageReference.IsLocal(stage.Use) && reader.Find("use") is { } use)
        {
            diagnostics.Error(
                DiagnosticCodes.BadReference,
                use.Position,
                reader.PathOf("use"),
                $"{Display.Quote(stage.Use)} is a file, and a built-in stage is none",
                "write the name of the built-in, or remove kind");
        }
    }

    private void CheckUnique(StageOptions stage, ConfigurationNode entry, string path, List<StageOptions> earlier)
    {
        if (stage.Name.Length > 0 && earlier.Exists(other => other.Name == stage.Name))
        {
            diagnostics.Error(
                DiagnosticCodes.StageNameTwice,
                (entry.Find("name") ?? entry.Find("use"))?.Value.Position ?? entry.Position,
                KeyPath.Append(path, "name"),
                $"an earlier stage is named {Display.Quote(stage.Name)} too",
                "give one of them another name: key; names tell stages apart in errors, logs and notes");
        }
    }
}
