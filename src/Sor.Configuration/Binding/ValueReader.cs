using System.Globalization;

namespace Sor.Configuration;

/// <summary>Reads single values and reports those that are of the wrong type, malformed or out of range. Null stands for "reported".</summary>
internal sealed class ValueReader(ConfigurationDialect dialect, DiagnosticList diagnostics)
{
    public string? Text(ConfigurationNode? node, string path)
    {
        if (node is null || node.Kind == ConfigurationNodeKind.Text)
        {
            return node?.Text;
        }

        WrongType(
            node,
            path,
            "a text",
            node.Kind is ConfigurationNodeKind.Number or ConfigurationNodeKind.Boolean ? $"write \"{node.Text}\" if that is meant" : "write a text");
        return null;
    }

    /// <summary>A text that passes a test; <paramref name="shape"/> says which ones do.</summary>
    public string? Text(ConfigurationNode? node, string path, Func<string, bool> test, string code, string shape)
    {
        var text = Text(node, path);
        if (node is null || text is null || test(text))
        {
            return text;
        }

        diagnostics.Error(code, node.Position, path, $"{Display.Quote(text)} cannot stand here", "change the text", shape);
        return null;
    }

    /// <summary>One of a short list of names.</summary>
    public string? OneOf(ConfigurationNode? node, string path, IReadOnlyList<string> known, string noun) =>
        Text(node, path) is { } name && NameCheck.Report(name, known, [], noun, node!.Position, path, diagnostics) ? name : null;

    /// <summary>A list of texts, each once and each passing a test. Empty when there is none, or after a problem was reported.</summary>
    public List<string> Texts(ConfigurationNode? node, string path, int maxCount, Func<string, bool> test, string shape)
    {
        var texts = new List<string>();
        if (node is null)
        {
            return texts;
        }

        if (node.Kind != ConfigurationNodeKind.List)
        {
            WrongType(node, path, "a list of texts", "write a list, also for one item");
            return texts;
        }

        if (node.Items.Count > maxCount)
        {
            diagnostics.Error(DiagnosticCodes.TooLong, node.Position, path, $"the list has {node.Items.Count} items", "remove some", $"at most {maxCount}");
            return texts;
        }

        for (var index = 0; index < node.Items.Count; index++)
        {
            var (item, itemPath) = (node.Items[index], KeyPath.Append(path, index));
            if (Text(item, itemPath, test, DiagnosticCodes.BadName, shape) is not { } text)
            {
                continue;
            }

            if (texts.Exists(other => other == text))
            {
                diagnostics.Error(DiagnosticCodes.NotAllowed, item.Position, itemPath, $"{Display.Quote(text)} is listed twice", "remove one of them");
            }

            texts.Add(text);
        }

        return texts;
    }

    public int? Integer(ConfigurationNode? node, string path, ValueRange<int> range)
    {
        if (node is null)
        {
            return null;
        }

        var allowed = string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}");
        var value = WholeNumber.Read(node);
        if (value is null)
        {
            WrongType(node, path, "a whole number", "write a whole number, without quotes");
        }

        return (int?)InRange(value, node, path, new ValueRange<long>(range.Minimum, range.Maximum), allowed);
    }

    public bool? Boolean(ConfigurationNode? node, string path)
    {
        if (node is null || node.Kind == ConfigurationNodeKind.Boolean)
        {
            return node is null ? null : string.Equals(node.Text, "true", StringComparison.OrdinalIgnoreCase);
        }

        WrongType(node, path, "true or false", "write true or false, without quotes");
        return null;
    }

    public TimeSpan? Duration(ConfigurationNode? node, string path, ValueRange<TimeSpan> range)
    {
        if (node is null)
        {
            return null;
        }

        var allowed = $"{dialect.Format(range.Minimum)} to {dialect.Format(range.Maximum)}";
        var value = dialect.ReadDuration(node);
        if (value is null)
        {
            diagnostics.Error(
                DiagnosticCodes.BadDuration,
                node.Position,
                path,
                $"{Display.Describe(node)} is no duration",
                $"write {dialect.DurationShape}",
                allowed);
        }

        return InRange(value, node, path, range, allowed);
    }

    public int? Memory(ConfigurationNode? node, string path, ValueRange<int> range) =>
        node is null ? null : Size(dialect.ReadMemory(node), node, path, range, dialect.MemoryShape, "MB");

    public int? Size(ConfigurationNode? node, string path, ValueRange<int> range) =>
        node is null ? null : Size(dialect.ReadSize(node), node, path, range, dialect.SizeShape, "bytes");

    public void WrongType(ConfigurationNode node, string path, string expected, string fix) =>
        diagnostics.Error(DiagnosticCodes.WrongType, node.Position, path, $"found {Display.Describe(node)} where {expected} belongs", fix, expected);

    private int? Size(long? value, ConfigurationNode node, string path, ValueRange<int> range, string shape, string unit)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum} {unit}");
        if (value is null)
        {
            diagnostics.Error(DiagnosticCodes.BadSize, node.Position, path, $"{Display.Describe(node)} is no size", $"write {shape}", allowed);
        }

        return (int?)InRange(value, node, path, new ValueRange<long>(range.Minimum, range.Maximum), allowed);
    }

    private T? InRange<T>(T? value, ConfigurationNode node, string path, ValueRange<T> range, string allowed)
        where T : struct, IComparable<T>
    {
        if (value is null || range.Contains(value.Value))
        {
            return value;
        }

        diagnostics.Error(DiagnosticCodes.OutOfRange, node.Position, path, $"{Display.Describe(node)} is out of range", "choose a value in the range", allowed);
        return null;
    }
}
