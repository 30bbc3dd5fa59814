namespace Sor.BuiltIns;

/// <summary>Configuration of <c>correlation-id</c>: where an id may be found, in this order, and where it is put.</summary>
internal sealed class CorrelationIdOptions
{
    private static readonly string[] s_keys = ["clientContext", "attributes", "event", "intoEvent", "intoResponse"];

    /// <summary>Pointers into the caller's client context.</summary>
    internal PointerReader ClientContext { get; private set; } = new([]);

    /// <summary>Attributes that outer stages noted.</summary>
    internal AttributeName[] Attributes { get; private set; } = [];

    /// <summary>Pointers into the event.</summary>
    internal PointerReader Event { get; private set; } = new([]);

    /// <summary>Where the id is put into the event; null: nowhere.</summary>
    internal MemberPlace? IntoEvent { get; private set; }

    /// <summary>Where the id is put into the response; null: nowhere.</summary>
    internal MemberPlace? IntoResponse { get; private set; }

    internal static CorrelationIdOptions Read(ReadOnlySpan<byte> json)
    {
        var options = new CorrelationIdOptions();
        var reader = new ConfigReader(json);
        reader.Enter();
        while (reader.NextMember() is { } name)
        {
            options.ReadMember(name, ref reader);
            reader.Leave();
        }

        return options;
    }

    private void ReadMember(string name, ref ConfigReader reader)
    {
        switch (name)
        {
            case "clientContext":
                ClientContext = ReadPointers(ref reader);
                break;
            case "attributes":
                Attributes = ReadAttributes(ref reader);
                break;
            case "event":
                Event = ReadPointers(ref reader);
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

    private static PointerReader ReadPointers(ref ConfigReader reader)
    {
        var pointers = new List<JsonPointer>();
        reader.EnterList();
        while (reader.NextElement())
        {
            if (pointers.Count == PointerReader.MaxPointers)
                throw reader.Refused($"at most {PointerReader.MaxPointers} pointers");
            pointers.Add(reader.Pointer());
        }

        return new PointerReader([.. pointers]);
    }

    private static AttributeName[] ReadAttributes(ref ConfigReader reader)
    {
        var names = new List<AttributeName>();
        reader.EnterList();
        while (reader.NextElement())
        {
            if (names.Count == PointerReader.MaxPointers)
                throw reader.Refused($"at most {PointerReader.MaxPointers} attributes");
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
