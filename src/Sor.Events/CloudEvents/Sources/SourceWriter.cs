using System.Buffers;
using System.Text;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>
/// What the mappings of all sources write to: knows the mode and the invocation, keeps count of records and events, and sees to it that each
/// event has what it must have.
/// </summary>
internal sealed partial class SourceWriter : IRecordVisitor
{
    private readonly CloudEventWriter _writer;
    private readonly ArrayBufferWriter<byte> _text = new(256);
    private readonly ArrayBufferWriter<byte> _uri = new(256);
    private readonly ArrayBufferWriter<byte> _requestId = new(64);
    private readonly FunctionArn _arn;
    private CloudEventPlace[] _places = new CloudEventPlace[16];
    private int _count;
    private int _start;
    private string? _now;
    private bool _hasRecords;

    internal SourceWriter(CloudEventOptions options)
    {
        Options = options;
        _writer = new CloudEventWriter(new ArrayBufferWriter<byte>()) { OmitsData = options.OmitsData };
        _arn = new FunctionArn(options.FunctionArn);
    }

    internal CloudEventOptions Options { get; }

    /// <summary>The event that is written.</summary>
    internal EventDocument Document { get; private set; } = null!;

    /// <summary>Index of the record that is written.</summary>
    internal int Record { get; private set; } = -1;

    internal ReadOnlySpan<CloudEventPlace> Places => _places.AsSpan(0, _count);

    private bool IsWholeBatch => Options.Mode == CloudEventMode.Whole && _hasRecords;

    // What is true of one record is not said of all; a packet of logs is named after its first line.
    private bool IsOfRecord => IsWholeBatch && Document.Kind != EventKind.CloudWatchLogs;

    public void Visit(EventKind kind, JsonValue record, JsonValue group)
    {
        Record++;
        if (!IsWholeBatch || Record == 0)
            SourceMap.Write(this, kind, record, group);
    }

    internal void Start(EventDocument document, string requestId, string? now, IBufferWriter<byte> output)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        Document = document;
        _now = now;
        _hasRecords = EventKinds.HasRecords(document.Kind) && document.Kind != EventKind.CloudEventBatch;
        _requestId.ResetWrittenCount();
        _ = Encoding.UTF8.GetBytes(requestId, _requestId);
        (Record, _count) = (-1, 0);
        _writer.Reset(output);
        _writer.BeginBatch();
    }

    internal void Finish() => _writer.EndBatch();

    /// <summary>Begins an event.</summary>
    internal void Begin()
    {
        // A comma stands in front of all events but the first.
        _start = _writer.Written + (_count > 0 ? 1 : 0);
        _writer.Begin();
    }

    /// <summary>Whether the event has this attribute already.</summary>
    internal bool Has(ReadOnlySpan<byte> name) => _writer.Has(name);

    /// <summary>An attribute; nothing when there is nothing to say, or it was written before.</summary>
    internal void Attribute(ReadOnlySpan<byte> name, JsonValue value)
    {
        if (!IsOfRecord)
            _writer.Attribute(name, value);
    }

    /// <inheritdoc cref="Attribute(ReadOnlySpan{byte}, JsonValue)"/>
    internal void Attribute(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!IsOfRecord)
            _writer.Attribute(name, value);
    }

    /// <summary>An attribute that was put together with <see cref="Text"/>.</summary>
    internal void Attribute(ReadOnlySpan<byte> name, ArrayBufferWriter<byte> text) => Attribute(name, text.WrittenSpan);

    /// <summary>Room for a text that is put together of several; one at a time.</summary>
    internal ArrayBufferWriter<byte> Text()
    {
        _text.ResetWrittenCount();
        return _text;
    }

    /// <summary>Room for a text that begins with the ARN of a service in the function's region and account, up to the name of the resource.</summary>
    internal ArrayBufferWriter<byte> Arn(ReadOnlySpan<byte> service) => Arn(service, _arn.Region, _arn.Account);

    /// <inheritdoc cref="Arn(ReadOnlySpan{byte})"/>
    internal ArrayBufferWriter<byte> Arn(ReadOnlySpan<byte> service, JsonValue region, JsonValue account) =>
        Arn(service, region.IsString ? region.RawString : _arn.Region, account.IsString ? account.RawString : _arn.Account);

    /// <summary>Partition of the function: <c>aws</c> where nothing else is known.</summary>
    internal ReadOnlySpan<byte> Partition => _arn.Partition;

    /// <summary>Region of the function; empty when unknown.</summary>
    internal ReadOnlySpan<byte> Region => _arn.Region;

    /// <summary>Account of the function; empty when unknown.</summary>
    internal ReadOnlySpan<byte> Account => _arn.Account;

    internal void Type(ReadOnlySpan<byte> type) => Type(Text().Add(type));

    /// <summary>A type with a variable end; without that it ends in front of the dot.</summary>
    internal void Type(ReadOnlySpan<byte> prefix, JsonValue end) => Type(Text().Add(prefix).Add(end));

    /// <inheritdoc cref="Type(ReadOnlySpan{byte}, JsonValue)"/>
    internal void Type(ArrayBufferWriter<byte> text)
    {
        var type = text.WrittenSpan.TrimEnd((byte)'.');
        if (IsWholeBatch)
        {
            _uri.ResetWrittenCount();
            type = _uri.Add(type).Add(".batch"u8).WrittenSpan;
        }

        _writer.Attribute("type"u8, type);
    }

    internal void Source(JsonValue source) => Source(Text().Add(source));

    /// <summary>The source: what may not stand in a URI is percent-encoded.</summary>
    internal void Source(ArrayBufferWriter<byte> text)
    {
        _uri.ResetWrittenCount();
        UriText.Append(text.WrittenSpan, _uri);
        _writer.Attribute("source"u8, _uri.WrittenSpan);
    }

    internal void Id(JsonValue id) => Attribute("id"u8, id);

    internal void Subject(JsonValue subject) => Attribute("subject"u8, subject);

    /// <summary>A time that is text.</summary>
    internal void Time(JsonValue time) => Time(time.Utf8());

    /// <inheritdoc cref="Time(JsonValue)"/>
    internal void Time(ReadOnlySpan<byte> time)
    {
        EventTime.AppendText(time, Text());
        Attribute("time"u8, _text);
    }

    /// <summary>A time that counts from 1970.</summary>
    internal void Time(JsonValue time, TimeUnit unit)
    {
        EventTime.AppendEpoch(time, unit, Text());
        Attribute("time"u8, _text);
    }

    /// <summary>The time at which the event came, where that is known.</summary>
    internal void Now()
    {
        if (_now is not null)
            Time(Encoding.UTF8.GetBytes(_now));
    }

    /// <summary>A position that grows within the source, filled up with zeros so that it is ordered as text.</summary>
    internal void Sequence(JsonValue number, int width)
    {
        var text = Text();
        if (!number.HasEscapes && !number.RawString.IsEmpty && !number.RawString.ContainsAnyExcept(UriText.HexDigits))
        {
            for (var missing = width - number.RawString.Length; missing > 0; missing--)
                text.Write("0"u8);
        }

        Attribute("sequence"u8, text.Add(number));
    }

    /// <summary>Writes what an event must have and its mapping left out.</summary>
    private void Complete()
    {
        if (!_writer.Has("id"u8))
            _writer.Attribute("id"u8, _hasRecords && !IsWholeBatch ? Text().Add(_requestId.WrittenSpan).Add("."u8).Add(Record).WrittenSpan : _requestId.WrittenSpan);
        if (!_writer.Has("source"u8))
            Source(Text().Add(_arn.Text));
        if (!_writer.Has("type"u8))
            Type("com.amazon.lambda.invoke"u8);
    }

    private void End()
    {
        _writer.End();
        if (_count == _places.Length)
            Array.Resize(ref _places, _count * 2);
        _places[_count++] = new CloudEventPlace(Record, _start, _writer.Written - _start);
    }

    private ArrayBufferWriter<byte> Arn(ReadOnlySpan<byte> service, ReadOnlySpan<byte> region, ReadOnlySpan<byte> account) =>
        Text().Add("arn:"u8).Add(_arn.Partition).Add(":"u8).Add(service).Add(":"u8).Add(region).Add(":"u8).Add(account).Add(":"u8);
}
