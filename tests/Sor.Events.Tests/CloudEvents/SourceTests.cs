using System.Text.Json;
using Sor.Events.CloudEvents;

namespace Sor.Events.Tests.CloudEvents;

/// <summary>What the event of every kind becomes.</summary>
public sealed class SourceTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, SourceCase.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_event_becomes_CloudEvents_with_these_attributes_and_its_records_as_data(int index)
    {
        var expected = SourceCase.All[index];

        var events = Converter.Convert(expected.Event, kind: expected.Kind);

        Assert.Equal(expected.Attributes.Select(Normal), events.Select(AttributesOf));
        if (expected.Data is null)
            return;
        Assert.Equal(expected.Data.Select(pointer => Converter.At(expected.Event, pointer).GetRawText()), events.Select(e => e.GetProperty("data").GetRawText()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_whole_event_becomes_one_CloudEvent(int index)
    {
        var sample = SourceCase.All[index];

        var events = Converter.Convert(sample.Event, CloudEventMode.Whole);

        if (sample.Attributes.Length == 0 || sample.Kind is EventKind.CloudEvent or EventKind.CloudEventBatch or EventKind.GcfLegacy or EventKind.PubSubPush)
            return;
        var whole = Assert.Single(events);
        Assert.Equal(EventKinds.HasRecords(sample.Kind), whole.GetProperty("type").GetString()!.EndsWith(".batch", StringComparison.Ordinal));
        if (sample.Kind != EventKind.CloudWatchLogs)
            Assert.Equal(sample.Event.Trim(), whole.GetProperty("data").GetRawText());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_batch_is_the_same_as_its_records(int index) =>
        Assert.Equal(
            Converter.Convert(SourceCase.All[index].Event).Select(e => e.GetRawText()),
            Converter.Convert(SourceCase.All[index].Event, CloudEventMode.Batch).Select(e => e.GetRawText()));

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_a_record_carries_has_the_attributes_of_the_record(int index) =>
        Assert.Equal(SourceCase.All[index].Attributes.Select(Normal), Converter.Convert(SourceCase.All[index].Event, CloudEventMode.Payload).Select(AttributesOf));

    [Fact]
    public void Every_kind_has_a_case() =>
        Assert.Empty(Enum.GetValues<EventKind>().Except(SourceCase.All.Select(sample => sample.Kind)));

    [Fact]
    public void One_view_serves_event_after_event()
    {
        var view = new CloudEventsView(new CloudEventOptions { FunctionArn = Converter.FunctionArn });
        foreach (var sample in SourceCase.All)
        {
            var output = new System.Buffers.ArrayBufferWriter<byte>();
            view.Write(Converter.Load(sample.Event), Converter.RequestId, output);

            Assert.Equal(Converter.Convert(sample.Event).Select(e => e.GetRawText()), JsonDocument.Parse(output.WrittenMemory).RootElement.EnumerateArray().Select(e => e.GetRawText()));
        }
    }

    private static string AttributesOf(JsonElement cloudEvent) => Normal(cloudEvent.GetRawText());

    private static string Normal(string attributes) => string.Join('\n', JsonDocument.Parse(attributes).RootElement.EnumerateObject()
        .Where(member => member.Name is not ("specversion" or "datacontenttype" or "data" or "data_base64"))
        .OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}: {member.Value.GetRawText()}"));
}
