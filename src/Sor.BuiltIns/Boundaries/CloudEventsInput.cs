using System.Buffers;
using Sor.Events;
using Sor.Events.CloudEvents;
using Sor.Events.Replies;

namespace Sor.BuiltIns;

/// <summary>An event and the CloudEvents that it became. Used for one event after another.</summary>
internal sealed class CloudEventsInput(CloudEventsBoundaryOptions options)
{
    // The attributes; data has about the size of the event, and some of it stands in several of them.
    private const int RoomBytes = 1024;

    private readonly PayloadWriter _output = new();
    private readonly CloudEventReplies _replies = new();
    private readonly WebhookHandshake? _handshake = options.Webhooks
        ? new WebhookHandshake(new WebhookHandshakeOptions { AllowedOrigins = options.AllowedOrigins, AllowedRate = options.AllowedRate, EventGridValidation = options.EventGridValidation })
        : null;

    private CloudEventsView? _view;
    private ArrayBufferWriter<byte>? _answer;
    private string? _functionArn;
    private ReadOnlyMemory<byte> _written;

    internal EventDocument Event { get; } = new();

    /// <summary>How many records the event has.</summary>
    internal int RecordCount => _view!.RecordCount;

    /// <inheritdoc cref="RecordLanes.Behind"/>
    internal int[] Behind { get; private set; } = [];

    /// <summary>All CloudEvents in one list.</summary>
    internal Payload All => new(_written, ContentTypes.CloudEventBatch);

    /// <summary>Whether each record is an invocation of its own.</summary>
    internal bool IsBatch => options.Mode is CloudEventMode.Record or CloudEventMode.Payload && (BatchReply.IsRead(Event.Kind) || _view!.Events.Length != 1);

    /// <summary>What the inner stages see where there is one invocation.</summary>
    internal Payload Single => options.Mode == CloudEventMode.Batch ? All : PayloadOf(0);

    /// <summary>Reads an event.</summary>
    /// <returns>The answer, where it is the question of a sender of webhooks whether it may send here.</returns>
    /// <exception cref="EventFormatException">It cannot be read.</exception>
    internal Payload? Read(in Invocation invocation)
    {
        Event.Load(invocation.Payload.Bytes);
        if (_handshake is null)
            return null;
        var answer = _answer ??= new ArrayBufferWriter<byte>();
        answer.ResetWrittenCount();
        return _handshake.TryAnswer(Event, answer) ? new Payload(answer.WrittenSpan.ToArray(), ContentTypes.HttpResponse) : null;
    }

    /// <summary>Makes the CloudEvents of the event that was read.</summary>
    /// <exception cref="EventFormatException">It cannot become any.</exception>
    internal void Convert(in Invocation invocation)
    {
        var arn = invocation.Context.FunctionArn ?? "";
        if (_view is null || _functionArn != arn)
        {
            _view = new CloudEventsView(new CloudEventOptions
            {
                Mode = options.Mode,
                Unwrap = options.Unwrap,
                UniqueIds = options.UniqueIds,
                Webhooks = options.Webhooks,
                Webhook = options.Webhook,
                CouchDb = options.CouchDb,
                FunctionArn = arn,
            });
            _functionArn = arn;
        }

        _output.Begin(invocation.Context.Buffers, invocation.Payload.Bytes.Length + RoomBytes);
        _view.Write(Event, invocation.Context.RequestId, _output);
        _written = _output.End();
        Behind = IsBatch ? RecordLanes.Behind(Event, RecordCount) : [];
    }

    /// <summary>How many CloudEvents there are, of all records.</summary>
    internal int Count => _view!.Events.Length;

    /// <summary>The record that a CloudEvent comes from.</summary>
    internal int RecordOf(int index) => _view!.Events[index].Record;

    /// <summary>The first CloudEvent of a record, or of one behind it if it became none.</summary>
    internal int FirstOf(int record)
    {
        var (first, end) = (0, Count);
        while (first < end)
        {
            var middle = (first + end) / 2;
            if (RecordOf(middle) < record)
                first = middle + 1;
            else
                end = middle;
        }

        return first;
    }

    /// <summary>One CloudEvent.</summary>
    internal Payload PayloadOf(int index)
    {
        var place = _view!.Events[index];
        return new Payload(_written.Slice(place.Start, place.Length), ContentTypes.CloudEvent);
    }

    /// <summary>The reply of an event that is one invocation.</summary>
    /// <exception cref="EventFormatException">The answer cannot be one.</exception>
    internal Payload Reply(in Invocation answered) => _replies.Encode(answered, Event);

    /// <summary>The reply of a batch.</summary>
    /// <exception cref="EventFormatException">A record has nothing that it could be named by.</exception>
    internal Payload Reply(in Invocation invocation, ReadOnlySpan<RecordReply> replies)
    {
        _output.Begin(invocation.Context.Buffers, RoomBytes);
        BatchReply.Write(Event, replies, _output);
        return new Payload(_output.End(), ContentTypes.Json);
    }
}
