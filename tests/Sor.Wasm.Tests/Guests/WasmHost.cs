using System.Text.Json;
using Sor.Middleware.Tests;
using Sor.TestSupport;

namespace Sor.Wasm.Tests;

/// <summary>The published <c>sor-wasm</c> with guests that are written into a folder first.</summary>
internal sealed class WasmHost : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _stages = [];
    private WorkerProcess? _worker;

    public WorkerProcess Worker => _worker ??= Start();

    /// <summary>Adds a stage before the first event. Without <paramref name="path"/> the text is written to a file.</summary>
    public WasmHost With(string name, string wat = "", string config = "{}", string more = "", string? path = null)
    {
        if (path is null)
        {
            path = _folder[$"{name}.wat"];
            File.WriteAllText(path, wat);
        }

        _stages.Add($$$"""{"name":"{{{name}}}","phases":["before"],"config":{{{config}}},"wasm":{"module":"{{{JsonEncodedText.Encode(path)}}}"{{{more}}}}}""");
        return this;
    }

    public WorkerFrame Invoke(string stage, string body = "{}", string phase = "before", string more = "") => Worker.Invoke(body, stage, phase, more);

    /// <summary>Header members that make an event due in so many milliseconds.</summary>
    public static string DueIn(int milliseconds)
    {
        var at = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + milliseconds;
        return $$""","deadline":{{at}},"cancelAt":{{at}}""";
    }

    public void Dispose()
    {
        _worker?.Dispose();
        _folder.Dispose();
    }

    private WorkerProcess Start()
    {
        var worker = new WorkerProcess(Dist.Require("sor-wasm"));
        var answer = worker.Hello($"[{string.Join(',', _stages)}]");
        Assert.True(answer?.Type == "ready", $"{answer?.Header} {worker.Errors}");
        return worker;
    }
}
