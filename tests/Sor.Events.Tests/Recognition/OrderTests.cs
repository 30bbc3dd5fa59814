using System.Buffers;
using System.Text.Json;
using CsCheck;
using Sor.Events.Samples;

namespace Sor.Events.Tests.Recognition;

/// <summary>Providers do not promise an order: an event is of its kind whichever way its members stand, and whatever white space is between them.</summary>
public sealed class OrderTests
{
    public static TheoryData<string> Names => [.. SampleCatalog.All.Select(static sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_order_of_members_does_not_matter(string name)
    {
        var sample = SampleCatalog.Find(name)!;
        using var json = JsonDocument.Parse(sample.Create(new SampleRequest { Seed = 5 }));
        var document = new EventDocument();

        Gen.Select(Gen.Int, Gen.Bool).Sample(
            (seed, indented) =>
            {
                var output = new ArrayBufferWriter<byte>();
                using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = indented }))
                    Shuffle(writer, json.RootElement, new Random(seed));
                document.Load(output.WrittenMemory);

                Assert.Equal(sample.Kind, EventKinds.Name(document.Kind));
            },
            iter: 20,
            threads: 1);
    }

    private static void Shuffle(Utf8JsonWriter writer, JsonElement value, Random random)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                var members = value.EnumerateObject().ToArray();
                random.Shuffle(members);
                foreach (var member in members)
                {
                    writer.WritePropertyName(member.Name);
                    Shuffle(writer, member.Value, random);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                    Shuffle(writer, element, random);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
