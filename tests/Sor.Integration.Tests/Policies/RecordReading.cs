using System.Text.Json;

namespace Sor.Integration.Tests;

/// <summary>Parts of the engine's records.</summary>
internal static class RecordReading
{
    /// <summary>The phases of one stage, in all invocations.</summary>
    public static IEnumerable<JsonElement> Phases(this BootstrapRun run, string stage) => run.Records
        .Where(record => record.GetProperty("type").GetString() == "invocation")
        .SelectMany(record => record.GetProperty("stages").EnumerateArray())
        .Where(phase => phase.GetProperty("name").GetString() == stage);

    /// <summary>The records of one type.</summary>
    public static IEnumerable<JsonElement> OfType(this BootstrapRun run, string type) =>
        run.Records.Where(record => record.GetProperty("type").GetString() == type);
}
