using System.Text.Json;
using System.Text.Unicode;
using Sor.Events.Json;
using Sor.Events.Recognition;

namespace Sor.Events;

/// <summary>
/// An event's bytes, found to be valid JSON and recognised. One forward pass checks all of it and notes where the members of the root stand;
/// everything else is read from the bytes when it is asked for. An instance is used for one event after another and then allocates nothing.
/// Not thread-safe.
/// </summary>
public sealed class EventDocument
{
    /// <summary>The deepest nesting that is read. Providers stay below 20; the limit bounds what a hostile payload can cost.</summary>
    public const int MaxDepth = 512;

    private readonly JsonMembers _root = new();
    private readonly JsonMembers _context = new();
    private ReadOnlyMemory<byte> _json;
    private int _rootStart;
    private int _rootLength;

    /// <summary>What the event is.</summary>
    public EventKind Kind { get; private set; }

    /// <summary>The bytes, without a byte order mark.</summary>
    public ReadOnlySpan<byte> Json => _json.Span;

    /// <inheritdoc cref="Json"/>
    public ReadOnlyMemory<byte> JsonMemory => _json;

    /// <summary>The whole value.</summary>
    public JsonValue Root => new(_json.Span, _rootStart, _rootLength);

    /// <summary>Number of members of the root.</summary>
    internal int MemberCount => _root.Count;

    /// <summary>A member of the root by its index: nothing is read again.</summary>
    internal JsonValue.Member MemberAt(int index) => _root.At(_json.Span, index);

    /// <summary>A member of the root; a missing value when there is none.</summary>
    /// <exception cref="EventFormatException">The member stands twice.</exception>
    public JsonValue Member(ReadOnlySpan<byte> name) => _root.Get(_json.Span, name);

    /// <summary>A member of <c>requestContext</c>; a missing value when there is none.</summary>
    /// <exception cref="EventFormatException">The member stands twice.</exception>
    public JsonValue Context(ReadOnlySpan<byte> name) => _context.Get(_json.Span, name);

    /// <summary>Reads and recognises an event. The bytes must stay as they are while this event is looked at.</summary>
    /// <exception cref="EventFormatException">
    /// It is not JSON in UTF-8, is nested too deeply, or has a member twice that decides what it is. The instance can be used again.
    /// </exception>
    public void Load(ReadOnlyMemory<byte> json)
    {
        Read(json);
        Kind = EventRecognizer.Recognize(this);
    }

    /// <summary>An event of known kind, whatever it looks like: for whoever was told by the platform what it sends.</summary>
    /// <exception cref="EventFormatException">As with <see cref="Load(ReadOnlyMemory{byte})"/>.</exception>
    public void Load(ReadOnlyMemory<byte> json, EventKind kind)
    {
        Read(json);
        Kind = kind;
    }

    private void Read(ReadOnlyMemory<byte> json)
    {
        _json = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
        Kind = EventKind.Raw;
        Clear();
        if (_json.IsEmpty)
            throw new EventFormatException("", "is empty: it must be JSON");
        if (!Utf8.IsValid(_json.Span))
            throw new EventFormatException("", "is not UTF-8");
        if (!TryIndex())
        {
            Clear();
            throw NotJson();
        }

        // Two of them would be two contexts in one. One whose name has escapes is read only now.
        var context = Member("requestContext"u8);
        if (_context.Count == 0)
            _context.Read(context);
    }

    private void Clear()
    {
        _root.Clear();
        _context.Clear();
        (_rootStart, _rootLength) = (0, 0);
    }

    private bool TryIndex()
    {
        var json = _json.Span;
        _rootStart = JsonCheck.Space(json, 0);
        var end = JsonCheck.At(json, _rootStart) == (byte)'{' ? Index(json, _rootStart, _root, depth: 1) : JsonCheck.Value(json, _rootStart, 0);
        _rootLength = end - _rootStart;
        return end != JsonCheck.Failed && JsonCheck.Space(json, end) == json.Length;
    }

    private int Index(ReadOnlySpan<byte> json, int at, JsonMembers members, int depth)
    {
        at = JsonCheck.Space(json, at + 1);
        if (JsonCheck.At(json, at) == (byte)'}')
            return at + 1;
        while (true)
        {
            var (start, isEscaped) = (at, false);
            var end = JsonCheck.String(json, at, ref isEscaped);
            var value = JsonCheck.Colon(json, end);
            if (value == JsonCheck.Failed)
                return JsonCheck.Failed;
            var name = json[(start + 1)..(end - 1)];
            var isContext = depth == 1 && JsonCheck.At(json, value) == (byte)'{' && name.SequenceEqual("requestContext"u8);
            at = isContext ? Index(json, value, _context, depth + 1) : JsonCheck.Value(json, value, depth);
            if (at == JsonCheck.Failed)
                return JsonCheck.Failed;
            members.Add(start, name, value, at - value, isEscaped);
            at = JsonCheck.Space(json, at);
            if (JsonCheck.At(json, at) != (byte)',')
                return JsonCheck.At(json, at) == (byte)'}' ? at + 1 : JsonCheck.Failed;
            at = JsonCheck.Space(json, at + 1);
        }
    }

    // The base library's reader knows what is wrong.
    private EventFormatException NotJson()
    {
        var reader = new Utf8JsonReader(_json.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
            }

            return new EventFormatException("", "is not JSON");
        }
        catch (JsonException exception)
        {
            return new EventFormatException(
                JsonPointer.At(_json.Span, int.MaxValue),
                $"is not JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}{TooDeep(ref reader)}");
        }
    }

    private static string TooDeep(ref Utf8JsonReader reader) =>
        reader.CurrentDepth >= MaxDepth ? $": nested more than {MaxDepth} deep" : "";
}
