using System.Text;
using Sor.Middleware;
using Sor.Wasm.Guests;
using Sor.Wasm.Modules;
using Sor.Wasm.Wasi;
using Sor.Wasm.Wasmtime;

namespace Sor.Wasm.Worker;

/// <summary>
/// The stages of this process. A stage whose module cannot be used does not keep the others from running: it fails at each
/// of its events, and says at the start why.
/// </summary>
internal sealed class WasmStages
{
    private readonly Dictionary<Stage, (GuestStage? Guest, string Problem)> _stages = [];
    private readonly WasmEngine _engine = new();
    private readonly HostLinker _linker;
    private readonly Watchdog _watchdog;
    private readonly ModuleLoader _modules;

    internal WasmStages()
    {
        _linker = new HostLinker(_engine);
        _watchdog = new Watchdog(_engine);
        _modules = new ModuleLoader(_engine, Tell);
    }

    /// <summary>Compiles a stage's module, before the first event.</summary>
    internal void Prepare(Stage stage)
    {
        try
        {
            var settings = StageSettings.Parse(stage.Member("wasm"u8));
            var guest = new Guest(_engine, _linker, _watchdog, _modules.Load(settings.Module, settings.Cache), settings.MemoryMb);
            _stages[stage] = (new GuestStage(stage, settings, guest), "");
        }
        catch (WasmException problem)
        {
            var text = $"stage \"{stage.Name}\" cannot run: {problem.Message}";
            Tell(text);
            _stages[stage] = (null, text);
        }
    }

    internal Outcome Run(Call call)
    {
        var (guest, problem) = _stages[call.Stage];
        return guest is null
            ? Outcome.Fail("Runtime.StageFailed", problem, retry: false)
            : guest.Run(call);
    }

    private static void Tell(string line)
    {
        using var log = Console.OpenStandardError();
        log.Write(Encoding.UTF8.GetBytes($"sor-wasm: {line.ReplaceLineEndings(" ")}\n"));
    }
}
