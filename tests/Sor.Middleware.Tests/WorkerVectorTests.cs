using System.Text.Json;
using Sor.TestSupport;

namespace Sor.Middleware.Tests;

/// <summary>The conversations of <c>spec/vectors/frames</c>, with real processes. A handler is no middleware: its file is not for this library.</summary>
public sealed class WorkerVectorTests
{
    private static readonly Dictionary<string, (string Program, JsonElement Vector)> s_vectors =
        Vectors.Of("worker-middleware-*.json").ToDictionary(static pair => $"{pair.Program}: {pair.Vector.GetProperty("name").GetString()}");

    public static TheoryData<string> Names => [.. s_vectors.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_conversation(string name)
    {
        var (program, vector) = s_vectors[name];
        using var worker = new WorkerProcess(Samples.Sample, program["middleware-".Length..]);

        foreach (var step in vector.GetProperty("steps").EnumerateArray())
            Take(worker, step);
    }

    private static void Take(WorkerProcess worker, JsonElement step)
    {
        if (step.TryGetProperty("send", out var bytes))
            worker.Send(VectorBytes.Of(bytes));
        else if (step.TryGetProperty("expect", out var expected))
            Expect(worker, expected);
        else if (step.TryGetProperty("close", out _))
            worker.Close();
        else if (worker.WaitForExit() is var status && step.GetProperty("exit") is { ValueKind: JsonValueKind.Number } exit)
            Assert.Equal(exit.GetInt32(), status);
    }

    private static void Expect(WorkerProcess worker, JsonElement expected)
    {
        var header = expected.GetProperty("header");
        var frame = worker.Receive();
        while (frame is { Type: "log" or "note" } && frame.Type != header.GetProperty("type").GetString())
            frame = worker.Receive();

        Assert.True(frame is not null, worker.Errors);
        foreach (var member in header.EnumerateObject())
            Assert.True(frame.Header.TryGetProperty(member.Name, out var value) && JsonElement.DeepEquals(member.Value, value), $"{frame.Header} is not {header}");
        if (expected.TryGetProperty("body", out var body))
            Assert.Equal(VectorBytes.Of(body), frame.Body);
        if (expected.TryGetProperty("json", out var json))
            Assert.True(JsonElement.DeepEquals(json, JsonElement.Parse(frame.Body)), $"{frame.Text} is not {json}");
    }
}
