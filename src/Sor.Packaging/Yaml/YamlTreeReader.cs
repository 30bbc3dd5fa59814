using Sor.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sor.Packaging;

/// <summary>
/// Reads the part of YAML that a configuration needs: one document of maps, lists and scalars. Anchors, aliases, tags, merge keys and
/// further documents are refused: what stands in the file is what counts, without a look elsewhere.
/// </summary>
internal sealed class YamlTreeReader
{
    private readonly string _text;
    private readonly Parser _parser;
    private readonly DiagnosticList _diagnostics;
    private readonly KeyPath _path = new();
    private bool _unusable;

    private YamlTreeReader(string text, DiagnosticList diagnostics)
    {
        _text = text;
        _parser = new Parser(new StringReader(text));
        _diagnostics = diagnostics;
    }

    /// <returns>Null after a problem that leaves nothing to check.</returns>
    public static ConfigurationNode? Read(string text, DiagnosticList diagnostics)
    {
        var reader = new YamlTreeReader(text, diagnostics);
        try
        {
            return reader.ReadStream();
        }
        catch (YamlException exception)
        {
            reader.ReportSyntax(exception.Start, exception.Message);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException)
        {
            // The library's own slips on malformed text: seen under fuzzing, the text is malformed all the same.
            reader.ReportSyntax(reader._parser.Current?.End ?? default, "");
        }

        return null;
    }

    private ConfigurationNode? ReadStream()
    {
        Next<StreamStart>();
        if (_parser.MoveNext() && _parser.Current is StreamEnd end)
        {
            _diagnostics.Error(DiagnosticCodes.NotAMap, PositionOf(end.Start), "", "the file is empty", "describe the function: name, runtime, handler");
            return null;
        }

        _parser.MoveNext();
        if (ReadNode() is not { } root)
        {
            return null;
        }

        Next<DocumentEnd>();
        if (_parser.MoveNext() && _parser.Current is DocumentStart second)
        {
            Refuse(second, "a second document", "keep one document to a file");
        }

        return _unusable ? null : root;
    }

    /// <summary>Reads the node whose first event is the current one. Null: too deep, the rest was not read.</summary>
    private ConfigurationNode? ReadNode()
    {
        var current = _parser.Current;
        if (current is NodeEvent { Anchor.IsEmpty: false })
        {
            Refuse(current, "an anchor (&)", "write the value where it is needed");
        }

        if (current is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            Refuse(tagged, $"the tag {Display.Quote(tagged.Tag.ToString())}", "remove the tag; quotes make a text of anything");
        }

        switch (current)
        {
            case Scalar scalar:
                var kind = scalar.Style == ScalarStyle.Plain ? YamlScalars.KindOf(scalar.Value) : ConfigurationNodeKind.Text;
                return ConfigurationNode.Scalar(kind, scalar.Value, PositionOf(scalar.Start));
            case AnchorAlias:
                Refuse(current, "an alias (*)", "write the value itself; quotes make a text of anything");
                return ConfigurationNode.Scalar(ConfigurationNodeKind.Null, "", PositionOf(current.Start));
            case SequenceStart or MappingStart when _path.Depth >= ConfigurationTree.MaxDepth:
                ConfigurationTree.ReportTooDeep(PositionOf(current.Start), _path, _diagnostics);
                _unusable = true;
                return null;
            case SequenceStart sequence:
                return ReadList(PositionOf(sequence.Start));
            case MappingStart mapping:
                return ReadMap(PositionOf(mapping.Start));
            default:
                throw Incomplete(current);
        }
    }

    private ConfigurationNode? ReadList(SourcePosition position)
    {
        var items = new List<ConfigurationNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            _path.Push(items.Count);
            var item = ReadNode();
            _path.Pop();
            if (item is null)
            {
                return null;
            }

            items.Add(item);
        }

        return ConfigurationNode.List(items, position);
    }

    private ConfigurationNode? ReadMap(SourcePosition position)
    {
        var members = new List<ConfigurationMember>();
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            if (ReadKey() is not { } key || !_parser.MoveNext())
            {
                return null;
            }

            _path.Push(key.Text);
            var value = ReadNode();
            _path.Pop();
            if (value is null)
            {
                return null;
            }

            members.Add(new ConfigurationMember(key.Text, key.Position, value));
        }

        return ConfigurationNode.Map(members, position);
    }

    private ConfigurationNode? ReadKey()
    {
        var current = _parser.Current;
        if (current is Scalar { Value: "<<", Style: ScalarStyle.Plain })
        {
            Refuse(current, "a merge key (<<)", "write the keys themselves");
        }
        else if (current is not Scalar and not null)
        {
            Refuse(current, "a key that is no text", "write a text as the key");
            return null;
        }

        return ReadNode();
    }

    private void Refuse(ParsingEvent current, string what, string fix)
    {
        _unusable = true;
        _diagnostics.Error(
            DiagnosticCodes.UnsupportedYaml,
            PositionOf(current.Start),
            _path.ToString(),
            $"{what} stands here, which this file may not use",
            fix);
    }

    private void Next<T>()
        where T : ParsingEvent
    {
        if (!_parser.MoveNext() || _parser.Current is not T)
        {
            throw Incomplete(_parser.Current);
        }
    }

    private void ReportSyntax(Mark mark, string reason)
    {
        // The library's place of a tab is the beginning of the map around it, too far off to find it by.
        if (reason.Contains(" tab ", StringComparison.Ordinal) && FindTab((int)mark.Line) is { } tab)
        {
            _diagnostics.Error(DiagnosticCodes.Syntax, tab, "", "not valid YAML: a tab stands in the indentation", "indent with blanks");
            return;
        }

        reason = reason.TrimEnd('.');
        _diagnostics.Error(
            DiagnosticCodes.Syntax,
            PositionOf(mark),
            "",
            $"not valid YAML: {(reason.Length == 0 ? "it cannot be understood here" : char.ToLowerInvariant(reason[0]) + reason[1..])}",
            "compare the indentation, colons, brackets and quotes around this place");
    }

    private SourcePosition? FindTab(int fromLine)
    {
        var lines = _text.Split('\n');
        for (var index = Math.Max(fromLine - 1, 0); index < lines.Length; index++)
        {
            var tab = lines[index].IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0 && string.IsNullOrWhiteSpace(lines[index][..tab]))
            {
                return new SourcePosition(index + 1, tab + 1);
            }
        }

        return null;
    }

    private static YamlException Incomplete(ParsingEvent? current) => new(current?.Start ?? default, current?.End ?? default, "a value is missing");

    private static SourcePosition PositionOf(Mark mark) => new((int)Math.Min(mark.Line, int.MaxValue), (int)Math.Min(mark.Column, int.MaxValue));
}
