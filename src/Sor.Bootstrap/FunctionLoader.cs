using Sor.Configuration;
using Sor.Processes;

namespace Sor.Bootstrap;

/// <summary>A function's options, and whether they came from the prototype's variable.</summary>
internal sealed record LoadedFunction(FunctionOptions Options, bool UsesPrototypeOrder);

/// <summary>Reads what the function is: from <c>sor.json</c>, or from the environment where there is none.</summary>
internal sealed class FunctionLoader(ProcessEnvironment environment, LogSink log)
{
    internal LoadedFunction? Load(out Failure? refusal)
    {
        refusal = null;
        _ = log;
        var names = environment["SLSMIDDLEWARES"];
        var pipeline = (names ?? environment["SOR_PIPELINE"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(use => new StageOptions { Name = Path.GetFileName(use), Use = use }).ToList();
        return new LoadedFunction(
            new FunctionOptions { Name = "function", Runtime = environment["SOR_RUNTIME"] ?? "echo", Handler = environment["_HANDLER"], Pipeline = pipeline },
            names is not null);
    }
}
