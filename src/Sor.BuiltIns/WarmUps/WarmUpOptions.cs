namespace Sor.BuiltIns;

/// <summary>Configuration of <c>warmup</c>: <c>{"events": [{"/source": "…"}], "reply": …}</c>.</summary>
internal sealed class WarmUpOptions
{
    // What serverless-plugin-warmup sends, and what people write by hand.
    private const string DefaultEvents = """[{"/source":"serverless-plugin-warmup"},{"/warmup":true}]""";

    private const string DefaultReply = """{"warmup":true}""";

    /// <summary>Reads where all conditions find their values; one pointer for each condition.</summary>
    internal required PointerReader Pointers { get; init; }

    /// <summary>The values, in the order of the pointers.</summary>
    internal required ScalarValue[] Values { get; init; }

    /// <summary>For each kind of warm-up event the bits of the pointers whose values it has.</summary>
    internal required uint[] Events { get; init; }

    /// <summary>The answer to a warm-up event, as JSON.</summary>
    internal required byte[] Reply { get; init; }

    internal static WarmUpOptions Read(ReadOnlySpan<byte> json)
    {
        var pointers = new List<JsonPointer>();
        var values = new List<ScalarValue>();
        List<uint>? events = null;
        var reply = DefaultReply.ToUtf8();
        var reader = new ConfigReader(json);
        reader.Enter();
        while (reader.NextMember() is { } name)
        {
            if (name == "events")
                events = ReadEvents(ref reader, pointers, values);
            else if (name == "reply")
                reply = reader.Raw().ToArray();
            else
                throw reader.Unknown(name, "events", "reply");
            reader.Leave();
        }

        if (events is null)
        {
            var defaults = new ConfigReader(DefaultEvents.ToUtf8());
            events = ReadEvents(ref defaults, pointers, values);
        }

        return new WarmUpOptions { Pointers = new PointerReader([.. pointers]), Values = [.. values], Events = [.. events], Reply = reply };
    }

    private static List<uint> ReadEvents(ref ConfigReader reader, List<JsonPointer> pointers, List<ScalarValue> values)
    {
        var events = new List<uint>();
        reader.EnterList();
        while (reader.NextElement())
        {
            reader.Enter();
            uint conditions = 0;
            while (reader.NextMember() is { } text)
            {
                if (pointers.Count == PointerReader.MaxPointers)
                    throw reader.Refused($"all events together have at most {PointerReader.MaxPointers} pointers");
                conditions |= 1u << pointers.Count;
                pointers.Add(reader.PointerOf(text));
                var raw = reader.Scalar(out var type);
                values.Add(new ScalarValue(type, raw));
                reader.Leave();
            }

            if (conditions == 0)
                throw reader.Refused("an event without a condition would be every event");
            events.Add(conditions);
        }

        return events;
    }
}
