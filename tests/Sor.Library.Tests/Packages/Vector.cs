using System.Text;
using System.Text.Json;

namespace Sor.Library.Tests;

/// <summary>One entry of a package's <c>vectors.json</c>.</summary>
internal sealed class Vector(JsonElement entry)
{
    internal string Name => entry.GetProperty("name").GetString()!;

    /// <summary>The stage's configuration as JSON; null when there is none.</summary>
    internal string? Config => entry.TryGetProperty("config", out var config) ? CompactJson.Of(config) : null;

    internal Phase Phase => PhaseNames.Parse(entry.GetProperty("phase").GetString()!);

    internal string ContentType => entry.TryGetProperty("contentType", out var type) ? type.GetString()! : ContentTypes.Json;

    internal byte[] Input => entry.GetProperty("input") is { ValueKind: JsonValueKind.Object } bytes
        ? bytes.GetProperty("base64").GetBytesFromBase64()
        : Encoding.UTF8.GetBytes(entry.GetProperty("input").GetString()!);

    internal JsonElement Expected => entry.GetProperty("expect");

    internal static IEnumerable<Vector> ReadAll(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var entry in file.RootElement.EnumerateArray())
            yield return new Vector(entry.Clone());
    }

    /// <summary>The invocation that it describes.</summary>
    /// <param name="stageName">The stage whose state the context has.</param>
    internal Invocation Invocation(string stageName)
    {
        var facts = entry.TryGetProperty("context", out var given) ? given : default;
        var context = new InvocationContext
        {
            RequestId = Text(facts, "requestId") ?? "request-of-a-vector",
            Trigger = Text(facts, "trigger") ?? "lambda",
            TenantId = Text(facts, "tenantId"),
            XRayTrace = facts.ValueKind == JsonValueKind.Object && facts.TryGetProperty("trace", out var trace) ? Text(trace, "xray") : null,
            ClientContext = facts.ValueKind == JsonValueKind.Object && facts.TryGetProperty("clientContext", out var client) ? client.GetRawText() : null,
        };
        if (facts.ValueKind == JsonValueKind.Object && facts.TryGetProperty("attributes", out var stages))
        {
            foreach (var stage in stages.EnumerateObject())
            {
                foreach (var attribute in stage.Value.EnumerateObject())
                    context.Notes.For(stage.Name).Attributes[attribute.Name] = Encoding.UTF8.GetBytes(CompactJson.Of(attribute.Value));
            }
        }

        if (facts.ValueKind == JsonValueKind.Object && facts.TryGetProperty("state", out var state))
            context.Notes.For(stageName).State = Encoding.UTF8.GetBytes(CompactJson.Of(state));
        return new Invocation(context, new Payload(Input, ContentType));
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
