using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sor.Library.Tests;

/// <summary>What <c>log</c> picks is what the pointers lead to, whatever the document.</summary>
public sealed class PointerTests
{
    // Larger values are left out of a line.
    private const int LongestPicked = 1024;

    private static readonly string[] s_names = ["a", "b", "a/b", "m~n", "é", "0", "1", "", "quo\"te"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Picked_values_are_those_of_another_reader(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var json = Document(random);
            var pointers = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pointer(random)).ToList();
            var config = Json(writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartObject("event");
                for (var i = 0; i < pointers.Count; i++)
                    writer.WriteString($"p{i}", string.Concat(pointers[i].Select(static name => "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))));
                writer.WriteEndObject();
                writer.WriteEndObject();
            }, JavaScriptEncoder.Default);
            using var stage = new Stage(Package.Named("log"), config);
            var invocation = Calls.Of(json);

            _ = stage.Run(Phase.Before, invocation);
            _ = stage.Run(Phase.After, invocation);

            using var document = JsonDocument.Parse(json);
            using var line = JsonDocument.Parse(stage.Lines[0]);
            for (var i = 0; i < pointers.Count; i++)
            {
                var picked = line.RootElement.TryGetProperty($"p{i}", out var value) ? value.GetRawText() : null;
                var expected = Follow(document.RootElement, pointers[i])?.GetRawText();
                Assert.True((expected is { } found && Encoding.UTF8.GetByteCount(found) > LongestPicked ? null : expected) == picked, $"{json}\n{config}\n{stage.Lines[0]}");
            }
        }
    }

    private static JsonElement? Follow(JsonElement value, string[] names)
    {
        foreach (var name in names)
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member))
                value = member;
            else if (value.ValueKind == JsonValueKind.Array && name is "0" or "1" && int.Parse(name, CultureInfo.InvariantCulture) is var index && index < value.GetArrayLength())
                value = value[index];
            else
                return null;
        }

        return value;
    }

    private static string[] Pointer(Random random) => [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => s_names[random.Next(s_names.Length)])];

    private static string Document(Random random) =>
        Json(writer => Value(writer, random, 0), random.Next(2) == 0 ? JavaScriptEncoder.Default : JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    private static void Value(Utf8JsonWriter writer, Random random, int depth)
    {
        switch (random.Next(depth > 3 ? 3 : 6))
        {
            case 0:
                writer.WriteStringValue(s_names[random.Next(s_names.Length)]);
                break;
            case 1:
                writer.WriteNumberValue(random.Next(100));
                break;
            case 2:
                writer.WriteBooleanValue(random.Next(2) == 0);
                break;
            case 3:
                writer.WriteStartArray();
                for (var i = random.Next(3); i > 0; i--)
                    Value(writer, random, depth + 1);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStartObject();
                foreach (var name in s_names.Where(_ => random.Next(2) == 0))
                {
                    writer.WritePropertyName(name);
                    Value(writer, random, depth + 1);
                }

                writer.WriteEndObject();
                break;
        }
    }

    private static string Json(Action<Utf8JsonWriter> write, JavaScriptEncoder encoder)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = encoder }))
            write(writer);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
