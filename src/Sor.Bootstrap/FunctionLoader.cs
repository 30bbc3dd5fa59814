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

        return LoadEnvironment(out refusal);
    }

    private LoadedFunction? LoadFile(string file, out Failure? refusal)
    {
        refusal = null;
        if (EnvironmentConfiguration.WarnIgnored(name => environment[name], file) is { } ignored)
            log.Say(ignored.ToString());
        var result = SorJsonReader.Read(File.ReadAllBytes(file), file, environment["SOR_FUNCTION"] ?? environment["AWS_LAMBDA_FUNCTION_NAME"]);
        if (result.Options is { } options)
            return new LoadedFunction(options, UsesPrototypeOrder: false);
        refusal = Refuse(string.Join("\n", result.Diagnostics));
        return null;
    }

    private LoadedFunction? LoadEnvironment(out Failure? refusal)
    {
        refusal = null;
        var result = EnvironmentConfiguration.Read(name => environment[name], path => File.Exists(Path.Combine(environment.TaskRoot, path)));
        if (result.Options is not { } options)
        {
            refusal = Refuse(string.Join("\n", result.Diagnostics));
            return null;
        }

        foreach (var warning in result.Diagnostics)
            log.Say(warning.ToString());
        if (result.PrototypeMiddlewares.Count == 0)
            return new LoadedFunction(options, UsesPrototypeOrder: false);
        var pipeline = result.PrototypeMiddlewares.Select(name => new StageOptions { Name = name, Use = name });
        return new LoadedFunction(options with { Pipeline = pipeline }, UsesPrototypeOrder: true);
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
