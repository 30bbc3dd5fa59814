using System.Text;

namespace Sor.Events.Json;

/// <summary>Where the members of one object stand. The object is read once; a lookup afterwards touches names alone, never a value. Reused from event to event.</summary>
internal sealed class JsonMembers
{
    private const int FieldsOfMember = 4;

    private int[] _places = new int[32 * FieldsOfMember];
    private int _used;
    private bool _hasEscapedName;

    internal int Count => _used / FieldsOfMember;

    /// <summary>The member at an index, in the object's order.</summary>
    internal JsonValue.Member At(ReadOnlySpan<byte> document, int index)
    {
        var places = _places.AsSpan(index * FieldsOfMember, FieldsOfMember);
        return new(new JsonValue(document, places[0], places[1]), new JsonValue(document, places[2], places[3]));
    }

    internal void Clear()
    {
        _used = 0;
        _hasEscapedName = false;
    }

    internal void Add(int nameStart, int nameLength, int valueStart, int valueLength, bool isNameEscaped)
    {
        _hasEscapedName |= isNameEscaped;
        if (_used == _places.Length)
            Array.Resize(ref _places, _places.Length * 2);
        _places[_used] = nameStart;
        _places[_used + 1] = nameLength;
        _places[_used + 2] = valueStart;
        _places[_used + 3] = valueLength;
        _used += FieldsOfMember;
    }

    /// <summary>Takes the members of an object, or none.</summary>
    internal void Read(JsonValue value)
    {
        Clear();
        foreach (var member in value.Members())
            Add(member.Name.Offset, member.Name.Raw.Length, member.Value.Offset, member.Value.Raw.Length, member.Name.HasEscapes);
    }

    /// <summary>The member of this name; a missing value when there is none.</summary>
    /// <exception cref="EventFormatException">The member stands twice.</exception>
    internal JsonValue Get(ReadOnlySpan<byte> document, ReadOnlySpan<byte> name)
    {
        var found = default(JsonValue);
        for (var i = 0; i < _used; i += FieldsOfMember)
        {
            // An escaped name is longer than what it stands for.
            var nameLength = _places[i + 1];
            if (nameLength == name.Length + 2 ? !document.Slice(_places[i] + 1, name.Length).SequenceEqual(name)
                : !_hasEscapedName || nameLength < name.Length + 2 || !new JsonValue(document, _places[i], nameLength).Is(name))
            {
                continue;
            }

            var value = new JsonValue(document, _places[i + 2], _places[i + 3]);
            if (!found.Raw.IsEmpty)
                throw value.Error($"'{Encoding.UTF8.GetString(name)}' stands twice");
            found = value;
        }

        return found;
    }
}
