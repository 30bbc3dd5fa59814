using System.Buffers;
using System.Net.Mime;
using CloudNative.CloudEvents.SystemTextJson;
using Sor.Events.CloudEvents;

namespace Sor.Events.Tests.CloudEvents;

/// <summary>The SDK that others use reads what is written here.</summary>
public sealed class OtherReaderTests
{
    private static readonly ContentType s_batch = new("application/cloudevents-batch+json");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, SourceCase.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_SDK_reads_every_event(int index)
    {
        var document = Converter.Load(SourceCase.All[index].Event);
        foreach (var mode in Enum.GetValues<CloudEventMode>())
        {
            var view = new CloudEventsView(new CloudEventOptions { Mode = mode, FunctionArn = Converter.FunctionArn });
            var output = new ArrayBufferWriter<byte>();
            view.Write(document, Converter.RequestId, output);

            var events = new JsonEventFormatter().DecodeBatchModeMessage(output.WrittenMemory, s_batch, []);

            Assert.Equal(view.Events.Length, events.Count);
            Assert.All(events, read => Assert.True(read.IsValid));
            Assert.Equal(
                Converter.Convert(SourceCase.All[index].Event, mode).Select(e => (e.GetProperty("id").GetString(), e.GetProperty("type").GetString(), e.GetProperty("source").GetString())),
                events.Select(read => (read.Id, read.Type, read.Source?.OriginalString)));
        }
    }
}
