using System.Text;
using System.Text.Json;

namespace Sor.Configuration;

/// <summary>Reads JSON (RFC 8259, no comments, no trailing commas) into a tree with positions. Never throws, whatever the bytes are.</summary>
internal ref struct JsonTreeReader
{
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly DiagnosticList _diagnostics;
    private readonly KeyPath _path = new();
    private Utf8JsonReader _reader;
    private TextPosition _positions;

    private JsonTreeReader(ReadOnlySpan<byte> utf8, DiagnosticList diagnostics)
    {
        _utf8 = utf8;
        _diagnostics = diagnostics;
        _positions = new TextPosition(utf8);

        // One level more than is allowed, so that the limit is reported as such and not as a syntax error.
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = ConfigurationTree.MaxDepth + 1 });
    }

    /// <returns>The root; null after a problem that leaves nothing to check.</returns>
    public static ConfigurationNode? Read(ReadOnlySpan<byte> utf8, DiagnosticList diagnostics)
    {
        if (!ConfigurationTree.TryTakeText(ref utf8, diagnostics))
        {
            return null;
        }

        var reader = new JsonTreeReader(utf8, diagnostics);
        return reader.ReadDocument();
    }

    private ConfigurationNode? ReadDocument()
    {
        try
        {
            _reader.Read();
            var root = ReadValue();

            // The reader itself refuses anything but white space behind the root.
            if (root is not null)
            {
                _reader.Read();
            }

            return root;
        }
        catch (JsonException exception)
        {
            ReportSyntax(exception);
            return null;
        }
    }

    private ConfigurationNode? ReadValue()
    {
        var position = _positions.At((int)_reader.TokenStartIndex);
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadMap(position),
            JsonTokenType.StartArray => ReadList(position),
            JsonTokenType.String => ConfigurationNode.Scalar(ConfigurationNodeKind.Text, ReadText(position), position),
            JsonTokenType.Number => ConfigurationNode.Scalar(ConfigurationNodeKind.Number, Encoding.UTF8.GetString(_reader.ValueSpan), position),
            JsonTokenType.True => ConfigurationNode.Scalar(ConfigurationNodeKind.Boolean, "true", position),
            JsonTokenType.False => ConfigurationNode.Scalar(ConfigurationNodeKind.Boolean, "false", position),
            _ => ConfigurationNode.Scalar(ConfigurationNodeKind.Null, "null", position),
        };
    }

    private ConfigurationNode? ReadMap(SourcePosition position)
    {
        if (!Enter(position))
        {
            return null;
        }

        var members = new List<ConfigurationMember>();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var namePosition = _positions.At((int)_reader.TokenStartIndex);
            var name = ReadText(namePosition);
            _reader.Read();
            _path.Push(name);
            var value = ReadValue();
            _path.Pop();
            if (value is null)
            {
                return null;
            }

            members.Add(new ConfigurationMember(name, namePosition, value));
        }

        return ConfigurationNode.Map(members, position);
    }

    private ConfigurationNode? ReadList(SourcePosition position)
    {
        if (!Enter(position))
        {
            return null;
        }

        var items = new List<ConfigurationNode>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            _path.Push(items.Count);
            var value = ReadValue();
            _path.Pop();
            if (value is null)
            {
                return null;
            }

            items.Add(value);
        }

        return ConfigurationNode.List(items, position);
    }

    private readonly bool Enter(SourcePosition position)
    {
        if (_path.Depth < ConfigurationTree.MaxDepth)
        {
            return true;
        }

        ConfigurationTree.ReportTooDeep(position, _path, _diagnostics);
        return false;
    }

    private readonly string ReadText(SourcePosition position)
    {
        try
        {
            return _reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Valid UTF-8 and valid JSON, but an escape such as \uD800 alone.
            _diagnostics.Error(
                DiagnosticCodes.BadText,
                position,
                _path.ToString(),
                "the text holds one half of a surrogate pair, which no UTF-8 text can carry",
                "write the character itself, or both halves of its escape");
            return "";
        }
    }

    private void ReportSyntax(JsonException exception)
    {
        var syntax = JsonSyntaxProblem.Explain(_utf8, OffsetOf(exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0));
        var position = new TextPosition(_utf8).At(syntax.Offset);
        _diagnostics.Error(DiagnosticCodes.Syntax, position, _path.ToString(), $"not valid JSON: {syntax.Message}", syntax.Fix);
    }

    private readonly int OffsetOf(long line, long byteInLine)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            start += _utf8[start..].IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(start + byteInLine, _utf8.Length);
    }
}
