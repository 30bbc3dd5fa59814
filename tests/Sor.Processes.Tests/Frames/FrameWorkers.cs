using System.Globalization;
using Sor.Configuration;

namespace Sor.Processes.Tests;

/// <summary>Workers for tests.</summary>
internal static class FrameWorkers
{
    private const string Prelude = """
        held = []
        def answer(header, body=b"null"):
            send({"type": "result", "id": header["id"]}, b"[%s, %d]" % (body, os.getpid()))

        """;

    private const string Loop = """

        hello, _ = receive()
        open("hello", "w").write(json.dumps(hello))
        send({"type": "ready", "version": 1, "concurrency": concurrency})
        while True:
            header, body = receive()
            if header["type"] == "invoke":
                invoke(header, body)
            elif header["type"] == "ping":
                send({"type": "pong", "token": header["token"]})
            elif header["type"] == "shutdown":
                sys.exit(0)
        """;

    /// <summary>
    /// A worker of some concurrency that calls <c>invoke(header, body)</c> of the code given; <c>answer(header, body)</c> gives a body and the process
    /// number back. What it was told first is in the file <c>hello</c>.
    /// </summary>
    internal static string Script(int concurrency, string code) =>
        RawFrames.Script(string.Create(CultureInfo.InvariantCulture, $"concurrency = {concurrency}\n{Prelude}{code}\n{Loop}"));

    internal static StageOptions Stage(string name = "worker", Phase phases = Phase.Before) =>
        new() { Name = name, Use = "./worker", Kind = StageKind.Frames, Phases = phases };

    /// <summary>A stage with workers of its own.</summary>
    internal static FrameProgram Frames(this LoopHost host, int concurrency, string code, Func<StageOptions, StageOptions>? options = null)
    {
        var stage = Stage();
        return new FrameProgram(host.Host, options?.Invoke(stage) ?? stage, [host.Program("worker", Script(concurrency, code))]);
    }

    /// <summary>Runs phase <c>before</c> of a payload.</summary>
    internal static Task<Outcome> Before(this FrameProgram program, string payload, TimeSpan? time = null) =>
        program.RunAsync(Phase.Before, Calls.Of(payload, time)).AsTask();
}
