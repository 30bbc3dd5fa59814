using System.Text;
using System.Text.Json;
using Sor.Configuration;

namespace Sor.BuiltIns;

/// <summary>
/// Walks a stage's configuration, member by member. Every problem is a <see cref="ConfigProblemException"/> that names the key.
/// </summary>
internal ref struct ConfigReader
{
    /// <summary>Longest text of a configuration, in bytes; what belongs into an event or a log line is shorter.</summary>
    internal const int MaxTextBytes = 1024;

    private readonly ReadOnlySpan<byte> _json;
    private readonly List<string> _path = ["config"];
    private Utf8JsonReader _reader;

    /// <summary>Begins with the configuration itself, which is an object.</summary>
    internal ConfigReader(ReadOnlySpan<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json);
        _ = _reader.Read();
    }

    private readonly string Path => string.Join('.', _path);

    /// <summary>Enters the object that stands here.</summary>
    internal readonly void Enter()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
            throw Wrong("an object");
    }

    /// <summary>Goes to the value of the next member of the object entered last; null at its end.</summary>
    internal string? NextMember()
    {
        _ = _reader.Read();
        if (_reader.TokenType != JsonTokenType.PropertyName)
            return null;
        var name = _reader.GetString()!;
        _path.Add(name);
        _ = _reader.Read();
        return name;
    }

    /// <summary>Leaves the value of a member.</summary>
    internal readonly void Leave() => _path.RemoveAt(_path.Count - 1);

    /// <summary>Goes to the first element of the list that stands here.</summary>
    internal readonly void EnterList()
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
            throw Wrong("a list");
    }

    /// <summary>Goes to the next element; false at the end of the list.</summary>
    internal bool NextElement()
    {
        _ = _reader.Read();
        return _reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>The text that stands here.</summary>
    internal readonly string Text()
    {
        if (_reader.TokenType != JsonTokenType.String)
            throw Wrong("a text");
        if (_reader.ValueSpan.Length > MaxTextBytes)
            throw new ConfigProblemException($"{Path}: a text has at most {MaxTextBytes} bytes");
        return _reader.GetString()!;
    }

    /// <summary>The truth value that stands here.</summary>
    internal readonly bool Boolean() => _reader.TokenType is JsonTokenType.True or JsonTokenType.False
        ? _reader.TokenType == JsonTokenType.True
        : throw Wrong("true or false");

    /// <summary>The whole number that stands here, within limits.</summary>
    internal readonly int Integer(int min, int max) => _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out var value) && value >= min && value <= max
        ? value
        : throw Wrong($"a whole number from {min} to {max}");

    /// <summary>Which of these words stands here, by its index.</summary>
    internal readonly int OneOf(params ReadOnlySpan<string> words)
    {
        var text = _reader.TokenType == JsonTokenType.String ? _reader.GetString() : null;
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == text)
                return i;
        }

        throw Wrong($"one of {string.Join(", ", words)}");
    }

    /// <summary>The JSON pointer that stands here.</summary>
    internal readonly JsonPointer Pointer() => PointerOf(Text());

    /// <summary>A JSON pointer that is the name of the present member.</summary>
    internal readonly JsonPointer PointerOf(string text) => JsonPointer.TryParse(text, out var pointer, out var problem)
        ? pointer!
        : throw new ConfigProblemException($"{Path}: {Display.Quote(text)} cannot be used: {problem}");

    /// <summary>The value that stands here, whatever it is, as it is written; the reader then stands at its end.</summary>
    internal ReadOnlySpan<byte> Raw()
    {
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return _json[start..(int)_reader.BytesConsumed];
    }

    /// <summary>A scalar (no list, no object) as it is written.</summary>
    internal readonly ReadOnlySpan<byte> Scalar(out JsonTokenType type)
    {
        type = _reader.TokenType;
        if (type is JsonTokenType.StartObject or JsonTokenType.StartArray)
            throw Wrong("a text, a number, true, false or null");
        return _json[(int)_reader.TokenStartIndex..(int)_reader.BytesConsumed];
    }

    /// <summary>Refuses a member that means nothing here.</summary>
    internal readonly ConfigProblemException Unknown(string name, params string[] known)
    {
        var nearest = Suggestion.Nearest(name, known);
        var hint = nearest is null ? $"known are {string.Join(", ", known)}" : $"did you mean {nearest}?";
        return new ConfigProblemException($"{Path}: there is no such key; {hint}");
    }

    /// <summary>Refuses the value that stands here, or its place.</summary>
    internal readonly ConfigProblemException Refused(string problem) => new($"{Path}: {problem}");

    private readonly ConfigProblemException Wrong(string expected) =>
        new($"{Path}: {expected} belongs here, not {Shown()}");

    private readonly string Shown() => _reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a text",
        _ => Encoding.UTF8.GetString(_reader.ValueSpan),
    };
}
