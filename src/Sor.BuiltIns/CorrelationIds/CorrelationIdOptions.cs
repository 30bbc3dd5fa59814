namespace Sor.BuiltIns;

/// <summary>Configuration of <c>correlation-id</c>: where an id may be found, in this order, and where it is put.</summary>
internal sealed class CorrelationIdOptions
{
    /// <summary>Most places of one kind that an id is looked for in.</summary>
    internal const int MaxCandidates = 16;

    private static readonly string[] s_keys = ["clientContext", "attributes", "event", "intoEvent", "intoResponse"];

    /// <summary>Pointers into the caller's client context.</summary>
    internal PointerReader ClientContext { get; private set; } = new([]);

    /// <summary>Attributes that outer stages noted.</summary>
    internal AttributeName[] Attributes { get; private set; } = [];

    /// <summary>Places in the event, and behind them those that <see cref="IntoEvent"/> needs: one pass finds all.</summary>
    internal PointerReader Event { get; private set; } = new([]);

    /// <summary>How many of <see cref="Event"/> may be the id.</summary>
    internal int EventCandidates { get; private set; }

    /// <summary>Where the id is put into the event; null: nowhere.</summary>
    internal MemberPlace? IntoEvent { get; private set; }

    /// <summary>Where the id is put into the response; null: nowhere.</summary>
    internal MemberPlace? IntoResponse { get; private set; }

    /// <summary>What <see cref="IntoResponse"/> needs.</summary>
    internal PointerReader Response { get; private set; } = new([]);

    internal static CorrelationIdOptions Read(ReadOnlySpan<byte> json)
    {
        var options = new CorrelationIdOptions();
        JsonPointer[] candidates = [];
        var reader = new ConfigReader(json);
        reader.Enter();
        while (reader.NextMember() is { } name)
        {
            options.ReadMember(name, ref reader, ref candidates);
            reader.Leave();
        }

        options.EventCandidates = candidates.Length;
        options.Event = new PointerReader([.. candidates, .. options.IntoEvent?.Pointers ?? []]);
        options.Response = new PointerReader(options.IntoResponse?.Pointers ?? []);
        return options;
    }

    private void ReadMember(string name, ref ConfigReader reader, ref JsonPointer[] candidates)
    {
        switch (name)
        {
            case "clientContext":
                ClientContext = new PointerReader(ReadPointers(ref reader));
                break;
            case "attributes":
                Attributes = ReadAttributes(ref reader);
                break;
            case "event":
                candidates = ReadPointers(ref reader);
                break;
            case "intoEvent":
                IntoEvent = ReadPlace(reader);
                break;
            case "intoResponse":
                IntoResponse = ReadPlace(reader);
                break;
            default:
                throw reader.Unknown(name, s_keys);
        }
    }

    private static JsonPointer[] ReadPointers(ref ConfigReader reader)
    {
        var pointers = new List<JsonPointer>();
        reader.EnterList();
        while (reader.NextElement())
        {
            if (pointers.Count == MaxCandidates)
                throw reader.Refused($"at most {MaxCandidates} pointers");
            pointers.Add(reader.Pointer());
        }

        return [.. pointers];
    }

    private static AttributeName[] ReadAttributes(ref ConfigReader reader)
    {
        var names = new List<AttributeName>();
        reader.EnterList();
        while (reader.NextElement())
        {
            if (names.Count == MaxCandidates)
                throw reader.Refused($"at most {MaxCandidates} attributes");
            names.Add(AttributeName.Of(reader));
        }

        return [.. names];
    }

    private static MemberPlace ReadPlace(in ConfigReader reader)
    {
        var pointer = reader.Pointer();
        return pointer.Length > 0 ? new MemberPlace(pointer) : throw reader.Refused("a member is needed, such as /correlationId");
    }
}
