namespace Sor.Configuration;

/// <summary>
/// The function without any <c>sor.json</c>: <c>SOR_RUNTIME</c>, <c>_HANDLER</c>, and either <c>SOR_PIPELINE=a,b</c> (an onion) or the prototype's
/// <c>SLSMIDDLEWARES=a,b</c>. With <c>sor.json</c> all of these are ignored, with a warning: no variable removes a stage.
/// </summary>
public static class EnvironmentConfiguration
{
    /// <summary>Where the prototype's language runtime is.</summary>
    public const string LanguageRuntimePath = "/opt/language-runtime";

    private const string UnnamedFunction = "function";

    /// <param name="variable">Value of a variable; null or empty: not set.</param>
    /// <param name="fileExists">Whether a file is there: an absolute path, or one relative to the task root.</param>
    public static EnvironmentResult Read(Func<string, string?> variable, Func<string, bool> fileExists)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(fileExists);
        var diagnostics = new DiagnosticList(file: null);
        var handler = Value(variable, EnvironmentNames.Handler);
        var runtime = new RuntimeChoice(handler, fileExists, diagnostics).Choose(Value(variable, EnvironmentNames.Runtime));
        var options = new FunctionOptions
        {
            Name = ReadName(variable, diagnostics),
            Runtime = runtime ?? "",
            Handler = handler,
            Command = runtime is RuntimeNames.Exec or RuntimeNames.Frames && handler is not null ? [ProgramOf(handler, fileExists)] : [],
            Pipeline = ReadPipeline(variable, diagnostics),
        };
        var prototype = ReadPrototypeMiddlewares(variable, diagnostics);
        CheckOnePipeline(options, prototype, diagnostics);
        return diagnostics.HasErrors
            ? new EnvironmentResult { Diagnostics = diagnostics.ToSorted() }
            : new EnvironmentResult { Options = options, PrototypeMiddlewares = prototype, Diagnostics = diagnostics.ToSorted() };
    }

    /// <returns>The warning that belongs into the log when <paramref name="configurationFile"/> was found all the same; null: nothing was ignored.</returns>
    public static Diagnostic? WarnIgnored(Func<string, string?> variable, string configurationFile)
    {
        ArgumentNullException.ThrowIfNull(variable);
        List<string> ignored = [];
        foreach (var name in (ReadOnlySpan<string>)[EnvironmentNames.Runtime, EnvironmentNames.Pipeline, EnvironmentNames.PrototypeMiddlewares])
        {
            if (Value(variable, name) is not null)
            {
                ignored.Add(name);
            }
        }

        return ignored.Count == 0 ? null : new Diagnostic
        {
            Code = DiagnosticCodes.VariableIgnored,
            Severity = DiagnosticSeverity.Warning,
            Key = Display.Join(ignored),
            Message = $"ignored, because {configurationFile} describes the function",
            Fix = "unset what is ignored, or remove the file",
        };
    }

    private static string? Value(Func<string, string?> variable, string name) => variable(name) is { Length: > 0 } value ? value : null;

    private static string ReadName(Func<string, string?> variable, DiagnosticList diagnostics)
    {
        foreach (var source in (ReadOnlySpan<string>)[EnvironmentNames.Function, EnvironmentNames.LambdaFunction])
        {
            if (Value(variable, source) is { } name)
            {
                if (!FunctionRules.IsFunctionName(name))
                {
                    diagnostics.Error(
                        DiagnosticCodes.BadName,
                        default,
                        source,
                        $"{Display.Quote(name)} is no name of a function",
                        "change the name",
                        FunctionRules.FunctionNameShape);
                }

                return name;
            }
        }

        return UnnamedFunction;
    }

    /// <summary>A file of the function is named as such; anything else is left to the search path.</summary>
    private static string ProgramOf(string handler, Func<string, bool> fileExists) =>
        !handler.StartsWith('.') && !handler.StartsWith('/') && fileExists(handler) ? "./" + handler : handler;

    private static List<StageOptions> ReadPipeline(Func<string, string?> variable, DiagnosticList diagnostics)
    {
        var stages = new List<StageOptions>();
        foreach (var use in ReadList(variable, EnvironmentNames.Pipeline, diagnostics))
        {
            var name = StageReference.DefaultName(use);
            if (StageReference.Problem(use) is var (code, message, fix))
            {
                diagnostics.Error(code, default, EnvironmentNames.Pipeline, message, fix, StageReference.Shape);
            }
            else if (!FunctionRules.IsStageName(name) || stages.Exists(stage => stage.Name == name))
            {
                diagnostics.Error(
                    DiagnosticCodes.StageNameTwice,
                    default,
                    EnvironmentNames.Pipeline,
                    $"{Display.Quote(use)} gets a name that another stage has, or that no stage can have",
                    "write sor.yaml, where each stage can be given a name");
            }
            else
            {
                stages.Add(new StageOptions { Name = name, Use = use });
            }
        }

        return stages;
    }

    private static List<string> ReadPrototypeMiddlewares(Func<string, string?> variable, DiagnosticList diagnostics)
    {
        var names = ReadList(variable, EnvironmentNames.PrototypeMiddlewares, diagnostics);
        foreach (var name in names)
        {
            if (!FunctionRules.IsStageName(name))
            {
                diagnostics.Error(
                    DiagnosticCodes.BadReference,
                    default,
                    EnvironmentNames.PrototypeMiddlewares,
                    $"{Display.Quote(name)} is no name of a middleware",
                    "list names of files in middlewares/ or /opt/middlewares/",
                    FunctionRules.StageNameShape);
            }
        }

        return names;
    }

    private static List<string> ReadList(Func<string, string?> variable, string name, DiagnosticList diagnostics)
    {
        var entries = new List<string>();
        foreach (var entry in Value(variable, name)?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            if (entry.Length > 0)
            {
                entries.Add(entry);
            }
            else
            {
                diagnostics.Error(DiagnosticCodes.BadReference, default, name, "the list has an empty entry", "write names with one comma between them: a,b");
            }
        }

        if (entries.Count > FunctionLimits.PipelineStages)
        {
            diagnostics.Error(
                DiagnosticCodes.TooLong,
                default,
                name,
                $"the list has {entries.Count} entries",
                "join some of the middlewares",
                $"at most {FunctionLimits.PipelineStages}");
            entries.RemoveRange(FunctionLimits.PipelineStages, entries.Count - FunctionLimits.PipelineStages);
        }

        return entries;
    }

    private static void CheckOnePipeline(FunctionOptions options, List<string> prototype, DiagnosticList diagnostics)
    {
        if (options.Pipeline.Count > 0 && prototype.Count > 0)
        {
            diagnostics.Error(
                DiagnosticCodes.TwoPipelines,
                default,
                $"{EnvironmentNames.Pipeline}, {EnvironmentNames.PrototypeMiddlewares}",
                "both variables are set, and their middlewares run in different orders on the way out",
                $"keep {EnvironmentNames.Pipeline} (out in reverse order), or {EnvironmentNames.PrototypeMiddlewares} (out in the listed order)");
        }
    }
}
