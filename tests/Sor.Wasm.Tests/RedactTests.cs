using System.Text;
using System.Text.Json;
using Sor.TestSupport;

namespace Sor.Wasm.Tests;

/// <summary>The redact middleware, compiled from C, does what its vectors say.</summary>
public sealed class RedactTests
{
    private static readonly string s_package = Path.Combine(Path.GetDirectoryName(Dist.Require("sor-wasm"))!, "middlewares", "redact-wasm");

    public static TheoryData<string> Names => [.. Vectors().Select(static vector => vector.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_module_does_what_its_vectors_say(string name)
    {
        var vector = Vectors().Single(vector => vector.GetProperty("name").GetString() == name);
        var expected = vector.GetProperty("expect");
        using var host = new WasmHost().With("redact", config: vector.GetProperty("config").GetRawText(), path: Path.Combine(s_package, "redact-wasm.wasm"));

        _ = host.Worker.SendInvoke(InputOf(vector), "redact", vector.GetProperty("phase").GetString()!);
        var answer = Answer(host);

        if (expected.GetProperty("outcome").GetString() == "payload")
            Assert.Equal(("result", expected.GetProperty("output").GetString()), (answer.Type, answer.Text));
        else
            Assert.Equal("error", answer.Type);
    }

    private static Sor.Middleware.Tests.WorkerFrame Answer(WasmHost host)
    {
        while (true)
        {
            if (host.Worker.Receive() is { Type: not "log" } frame)
                return frame;
        }
    }

    private static byte[] InputOf(JsonElement vector)
    {
        var input = vector.GetProperty("input");
        return input.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(input.GetString()!) : input.GetProperty("base64").GetBytesFromBase64();
    }

    private static List<JsonElement> Vectors()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_package, "vectors.json")));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }
}
