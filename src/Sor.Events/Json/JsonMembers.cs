using System.Text;

namespace Sor.Events.Json;

/// <summary>Where the members of one object stand. The object is read once; a lookup afterwards touches names alone, never a value. Reused from event to event.</summary>
internal sealed class JsonMembers
{
    private const int FieldsOfMember = 5;

    // Of each member: the print of its name, where that begins, its length, where the value begins, its length.
    private int[] _places = new int[32 * FieldsOfMember];
    private int _used;
    private bool _hasEscapedName;

    // Bits of the prints of all names, and of those that two names have.
    private ulong _prints;
    private ulong _repeated;

    internal int Count => _used / FieldsOfMember;

    /// <summary>The member at an index, in the object's order.</summary>
    internal JsonValue.Member At(ReadOnlySpan<byte> document, int index)
    {
        var places = _places.AsSpan(index * FieldsOfMember, FieldsOfMember);
        return new(document, places[1], places[2], places[3], places[4]);
    }

    internal void Clear()
    {
        _used = 0;
        (_prints, _repeated) = (0, 0);
        _hasEscapedName = false;
    }

    /// <summary>Adds a member. That its name has escapes may be said of one that has none: lookups take longer.</summary>
    internal void Add(int nameStart, ReadOnlySpan<byte> name, int valueStart, int valueLength, bool isNameEscaped)
    {
        var print = NamePrint.Of(name);
        var bit = NamePrint.Bit(print);
        _repeated |= _prints & bit;
        _prints |= bit;
        _hasEscapedName |= isNameEscaped;
        if (_used == _places.Length)
            Array.Resize(ref _places, _places.Length * 2);
        var places = _places.AsSpan(_used, FieldsOfMember);
        places[4] = valueLength;
        places[3] = valueStart;
        places[2] = name.Length + 2;
        places[1] = nameStart;
        places[0] = print;
        _used += FieldsOfMember;
    }

    /// <summary>Takes the members of an object, or none.</summary>
    internal void Read(JsonValue value)
    {
        Clear();
        for (var members = value.Members(); members.MoveNext();)
        {
            var name = value.Document.Slice(members.NameStart + 1, members.NameLength - 2);
            Add(members.NameStart, name, members.ValueStart, members.ValueLength, members.HasEscapes);
        }
    }

    /// <summary>The member of this name; a missing value when there is none.</summary>
    /// <exception cref="EventFormatException">The member stands twice.</exception>
    internal JsonValue Get(ReadOnlySpan<byte> document, ReadOnlySpan<byte> name)
    {
        var print = NamePrint.Of(name);
        var bit = NamePrint.Bit(print);
        if (!_hasEscapedName && (_prints & bit) == 0)
            return default;
        var found = Find(document, name, print, 0);
        if (found < 0)
            return default;
        if ((_hasEscapedName || (_repeated & bit) != 0) && Find(document, name, print, found + FieldsOfMember) is >= 0 and var second)
            throw ValueAt(document, second).Error($"'{Encoding.UTF8.GetString(name)}' stands twice");
        return ValueAt(document, found);
    }

    private JsonValue ValueAt(ReadOnlySpan<byte> document, int place) => new(document, _places[place + 3], _places[place + 4]);

    private int Find(ReadOnlySpan<byte> document, ReadOnlySpan<byte> name, int print, int from)
    {
        var places = _places.AsSpan(0, _used);
        for (var i = from; i < places.Length; i += FieldsOfMember)
        {
            if ((places[i] == print && document.Slice(places[i + 1] + 1, places[i + 2] - 2).SequenceEqual(name))
                || (_hasEscapedName && new JsonValue(document, places[i + 1], places[i + 2]).Is(name)))
            {
                return i;
            }
        }

        return -1;
    }
}
