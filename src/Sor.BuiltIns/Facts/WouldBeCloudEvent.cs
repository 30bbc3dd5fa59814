using System.Buffers;
using Sor.Events;
using Sor.Events.CloudEvents;

namespace Sor.BuiltIns;

/// <summary>
/// The CloudEvent that an event would become, without data. Of an event with records it is the one for all of them, whose type ends
/// in <c>.batch</c>: what is true of one record is not said of all.
/// </summary>
internal sealed class WouldBeCloudEvent
{
    private readonly ArrayBufferWriter<byte> _output = new(512);
    private CloudEventsView? _single;
    private CloudEventsView? _whole;
    private string? _functionArn;

    /// <summary>In structured form; valid until the next event.</summary>
    /// <exception cref="EventFormatException">The event is not what its kind demands.</exception>
    internal ReadOnlySpan<byte> Of(EventDocument document, InvocationContext context)
    {
        if (_functionArn != (context.FunctionArn ?? ""))
            (_single, _whole, _functionArn) = (null, null, context.FunctionArn ?? "");
        var view = EventKinds.HasRecords(document.Kind) ? _whole ??= View(CloudEventMode.Whole) : _single ??= View(CloudEventMode.Record);
        _output.ResetWrittenCount();
        view.Write(document, context.RequestId, _output);
        if (view.Events.IsEmpty)
            throw new EventFormatException("", "has no records");
        var place = view.Events[0];
        return _output.WrittenSpan.Slice(place.Start, place.Length);
    }

    private CloudEventsView View(CloudEventMode mode) => new(new CloudEventOptions { Mode = mode, OmitsData = true, FunctionArn = _functionArn! });
}
