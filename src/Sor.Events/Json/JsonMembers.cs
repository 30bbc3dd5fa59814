using System.Text;

namespace Sor.Events.Json;

/// <summary>Where the members of one object stand. The object is read once; a lookup afterwards touches names alone, never a value. Reused from event to event.</summary>
internal sealed class JsonMembers
{
    private const int FieldsOfMember = 4;

    private int[] _places = new int[32 * FieldsOfMember];
    private int _used;
    private ulong _prints;
    private bool _hasEscapedName;

    internal int Count => _used / FieldsOfMember;

    /// <summary>The member at an index, in the object's order.</summary>
    internal JsonValue.Member At(ReadOnlySpan<byte> document, int index)
    {
        var places = _places.AsSpan(index * FieldsOfMember, FieldsOfMember);
        return new(document, places[0], places[1], places[2], places[3]);
    }

    internal void Clear()
    {
        _used = 0;
        _prints = 0;
        _hasEscapedName = false;
    }

    internal void Add(int nameStart, ReadOnlySpan<byte> name, int valueStart, int valueLength, bool isNameEscaped)
    {
        _hasEscapedName |= isNameEscaped;
        _prints |= NamePrint.Bit(NamePrint.Of(name));
        if (_used == _places.Length)
            Array.Resize(ref _places, _places.Length * 2);
        var places = _places.AsSpan(_used, FieldsOfMember);
        places[3] = valueLength;
        places[2] = valueStart;
        places[1] = name.Length + 2;
        places[0] = nameStart;
        _used += FieldsOfMember;
    }

    /// <summary>Takes the members of an object, or none.</summary>
    internal void Read(JsonValue value)
    {
        Clear();
        foreach (var member in value.Members())
            Add(member.Name.Offset, member.Name.RawString, member.Value.Offset, member.Value.Raw.Length, member.Name.HasEscapes);
    }

    /// <summary>The member of this name; a missing value when there is none.</summary>
    /// <exception cref="EventFormatException">The member stands twice.</exception>
    internal JsonValue Get(ReadOnlySpan<byte> document, ReadOnlySpan<byte> name)
    {
        var found = default(JsonValue);
        if (!_hasEscapedName && (_prints & NamePrint.Bit(NamePrint.Of(name))) == 0)
            return found;
        var all = _places.AsSpan(0, _used);
        for (var i = 0; i < all.Length; i += FieldsOfMember)
        {
            // An escaped name is longer than what it stands for.
            var places = all.Slice(i, FieldsOfMember);
            if (places[1] == name.Length + 2 ? !document.Slice(places[0] + 1, name.Length).SequenceEqual(name)
                : !_hasEscapedName || places[1] < name.Length + 2 || !new JsonValue(document, places[0], places[1]).Is(name))
            {
                continue;
            }

            var value = new JsonValue(document, places[2], places[3]);
            if (!found.Raw.IsEmpty)
                throw value.Error($"'{Encoding.UTF8.GetString(name)}' stands twice");
            found = value;
        }

        return found;
    }
}
