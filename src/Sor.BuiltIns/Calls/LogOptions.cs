using System.Text.Json;

namespace Sor.BuiltIns;

/// <summary>Configuration of <c>log</c>: what its line has beside the facts of the call.</summary>
internal sealed class LogOptions
{
    private static readonly string[] s_keys = ["fields", "event", "response", "attributes"];

    // What the line has anyway.
    private static readonly string[] s_ownNames =
        ["type", "requestId", "trigger", "durationMs", "eventBytes", "responseBytes", "outcome", "errorType", "errorStage"];

    private readonly HashSet<string> _names = new(s_ownNames, StringComparer.Ordinal);

    /// <summary>The same members in every line, each with a leading comma.</summary>
    internal byte[] FixedMembers { get; private set; } = [];

    /// <summary>Members picked from the event.</summary>
    internal PickedMembers Event { get; private set; } = PickedMembers.None;

    /// <summary>Members picked from the response.</summary>
    internal PickedMembers Response { get; private set; } = PickedMembers.None;

    /// <summary>Members that are attributes, noted by stages.</summary>
    internal (byte[] Name, AttributeName Attribute)[] Attributes { get; private set; } = [];

    internal static LogOptions Read(ReadOnlySpan<byte> json)
    {
        var options = new LogOptions();
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
            case "fields":
                FixedMembers = ReadFields(ref reader);
                break;
            case "event":
                Event = ReadPicked(ref reader);
                break;
            case "response":
                Response = ReadPicked(ref reader);
                break;
            case "attributes":
                Attributes = ReadAttributes(ref reader);
                break;
            default:
                throw reader.Unknown(name, s_keys);
        }
    }

    private byte[] ReadFields(ref ConfigReader reader)
    {
        var members = new List<byte>();
        reader.Enter();
        while (reader.NextMember() is { } name)
        {
            members.AddRange(TakeName(name, reader));
            members.AddRange(reader.Scalar(out _));
            reader.Leave();
        }

        return [.. members];
    }

    private PickedMembers ReadPicked(ref ConfigReader reader)
    {
        var names = new List<byte[]>();
        var pointers = new List<JsonPointer>();
        reader.Enter();
        while (reader.NextMember() is { } name)
        {
            if (pointers.Count == PointerReader.MaxPointers)
                throw reader.Refused($"at most {PointerReader.MaxPointers} pointers");
            names.Add(TakeName(name, reader));
            pointers.Add(reader.Pointer());
            reader.Leave();
        }

        return new PickedMembers([.. names], new PointerReader([.. pointers]));
    }

    private (byte[] Name, AttributeName Attribute)[] ReadAttributes(ref ConfigReader reader)
    {
        var attributes = new List<(byte[] Name, AttributeName Attribute)>();
        reader.Enter();
        while (reader.NextMember() is { } name)
        {
            attributes.Add((TakeName(name, reader), AttributeName.Of(reader)));
            reader.Leave();
        }

        return [.. attributes];
    }

    /// <summary>The name as it stands in the line, with the comma before and the colon behind it.</summary>
    private byte[] TakeName(string name, in ConfigReader reader)
    {
        if (!_names.Add(name))
            throw reader.Refused("the line has a member of this name already; choose another name");
        return [.. ",\""u8, .. JsonEncodedText.Encode(name).EncodedUtf8Bytes, .. "\":"u8];
    }
}
