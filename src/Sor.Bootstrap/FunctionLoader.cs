using Sor.Configuration;
using Sor.Processes;

namespace Sor.Bootstrap;

/// <summary>A function's options, and whether they came from the prototype's variable.</summary>
internal sealed record LoadedFunction(FunctionOptions Options, bool UsesPrototypeOrder);

/// <summary>Reads what the function is: from <c>sor.json</c>, or from the environment where there is none.</summary>
internal sealed class FunctionLoader(ProcessEnvironment environment, LogSink log)
{
    private const string SharedFile = "/opt/sor/sor.json";

    // The first that exists wins; nothing is merged.
    private IEnumerable<string> Files => environment["SOR_CONFIG"] is { } configured
        ? [configured]
        : [Path.Combine(environment.TaskRoot, "sor.json"), SharedFile];

    internal LoadedFunction? Load(out Failure? refusal)
    {
        refusal = null;
        foreach (var file in Files)
        {
            if (File.Exists(file))
                return LoadFile(file, out refusal);
        }

        if (environment["SOR_CONFIG"] is { } missing)
        {
            refusal = Refuse($"SOR_CONFIG names {missing}, which does not exist");
            return null;
        }

        var names = environment["SLSMIDDLEWARES"];
        var pipeline = (names ?? environment["SOR_PIPELINE"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(use => new StageOptions { Name = Path.GetFileName(use), Use = use }).ToList();
        return new LoadedFunction(
            new FunctionOptions { Name = "function", Runtime = environment["SOR_RUNTIME"] ?? "echo", Handler = environment["_HANDLER"], Pipeline = pipeline },
            names is not null);
    }

    private LoadedFunction? LoadFile(string file, out Failure? refusal)
    {
        refusal = null;
        WarnOfIgnoredVariables(file);
        var result = SorJsonReader.Read(File.ReadAllBytes(file), file, environment["SOR_FUNCTION"] ?? environment["AWS_LAMBDA_FUNCTION_NAME"]);
        if (result.Options is { } options)
            return new LoadedFunction(options, UsesPrototypeOrder: false);
        refusal = Refuse(string.Join("\n", result.Diagnostics));
        return null;
    }

    private void WarnOfIgnoredVariables(string file)
    {
        foreach (var name in (ReadOnlySpan<string>)["SOR_RUNTIME", "SOR_PIPELINE", "SLSMIDDLEWARES"])
        {
            if (environment[name] is not null)
                log.Say($"the variable {name} is ignored: {file} says what the function is");
        }
    }

    private static Failure Refuse(string message) => new()
    {
        ErrorType = FailureTypes.InvalidConfiguration,
        ErrorMessage = message,
        Stage = "bootstrap",
        Phase = Phase.Handle,
        Class = FailureClass.Internal,
    };
}
