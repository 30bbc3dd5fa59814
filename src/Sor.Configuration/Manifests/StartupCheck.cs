using System.Text;

namespace Sor.Configuration;

/// <summary>
/// Whether a stage's <c>config</c> is what its package asks for, as far as the start of the runtime looks: types, members, counts, lengths and
/// ranges of numbers. <c>sor build</c> checks the whole schema; the rest of it (references, combinations, patterns, formats) would make the
/// runtime several percent larger (docs/decisions/0014-size.md).
/// </summary>
public sealed class StartupCheck
{
    /// <summary>Problems that are told at once.</summary>
    public const int MaxProblems = 5;

    private readonly List<string> _problems = [];

    private StartupCheck()
    {
    }

    /// <param name="config">The stage's configuration as JSON; null counts as <c>{}</c>.</param>
    /// <param name="schema">The manifest's <c>configuration</c>, a JSON Schema.</param>
    /// <returns>What is wrong, each problem with its key; empty: nothing.</returns>
    public static IReadOnlyList<string> ProblemsOf(string? config, string schema)
    {
        var check = new StartupCheck();
        if (Parse(config ?? "{}") is { } value && Parse(schema) is { } parsed)
        {
            check.Check(value, parsed, "config");
        }

        return check._problems;
    }

    /// <summary>Both have been read before, so that they are well-formed.</summary>
    private static ConfigurationNode? Parse(string json) => JsonTreeReader.Read(Encoding.UTF8.GetBytes(json), new DiagnosticList(file: null));

    private void Check(ConfigurationNode value, ConfigurationNode schema, string path)
    {
        if (_problems.Count >= MaxProblems)
        {
            return;
        }

        if (schema.Kind == ConfigurationNodeKind.Boolean)
        {
            if (schema.Text == "false")
            {
                Report(path, "is not allowed here");
            }

            return;
        }

        if (schema.Find("type")?.Value is { } type && !HasType(value, type))
        {
            Report(path, $"must be {(type.Kind == ConfigurationNodeKind.List ? $"one of {Display.Join(TextsOf(type))}" : $"of type {type.Text}")}, and is {Display.DescribeKind(value)}");
            return;
        }

        CheckChoices(value, schema, path);
        switch (value.Kind)
        {
            case ConfigurationNodeKind.Map:
                CheckMap(value, schema, path);
                break;
            case ConfigurationNodeKind.List:
                CheckList(value, schema, path);
                break;
            case ConfigurationNodeKind.Text:
                CheckCount(CodePointsOf(value.Text), schema, "Length", "characters", path);
                break;
            case ConfigurationNodeKind.Number:
                CheckRange(value, schema, path);
                break;
        }
    }

    private static bool HasType(ConfigurationNode value, ConfigurationNode type)
    {
        if (type.Kind != ConfigurationNodeKind.List)
        {
            return HasType(value, type.Text);
        }

        foreach (var name in TextsOf(type))
        {
            if (HasType(value, name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasType(ConfigurationNode value, string name) => value.Kind switch
    {
        ConfigurationNodeKind.Map => name == "object",
        ConfigurationNodeKind.List => name == "array",
        ConfigurationNodeKind.Text => name == "string",
        ConfigurationNodeKind.Boolean => name == "boolean",
        ConfigurationNodeKind.Null => name == "null",
        _ => name == "number" || (name == "integer" && !HasFraction(value.Text)),
    };

    /// <summary>Whether a number has digits behind its point that matter; with a power of ten nobody looks here.</summary>
    private static bool HasFraction(string number)
    {
        var point = number.IndexOf('.', StringComparison.Ordinal);
        return point >= 0 && number.AsSpan(point + 1).IndexOfAny('e', 'E') < 0 && number.AsSpan(point + 1).ContainsAnyExcept('0');
    }

    /// <summary>Scalars only: lists and maps in <c>enum</c> and <c>const</c> are left to the build.</summary>
    private void CheckChoices(ConfigurationNode value, ConfigurationNode schema, string path)
    {
        if (schema.Find("enum")?.Value is not { Kind: ConfigurationNodeKind.List } choices || value.Kind is ConfigurationNodeKind.Map or ConfigurationNodeKind.List)
        {
            return;
        }

        foreach (var choice in choices.Items)
        {
            if (choice.Kind == value.Kind && choice.Text == value.Text)
            {
                return;
            }
        }

        Report(path, $"must be one of {Display.Join(TextsOf(choices))}");
    }

    private void CheckMap(ConfigurationNode value, ConfigurationNode schema, string path)
    {
        CheckCount(value.Members.Count, schema, "Properties", "members", path);
        if (schema.Find("required")?.Value is { Kind: ConfigurationNodeKind.List } required)
        {
            foreach (var name in TextsOf(required))
            {
                if (value.Find(name) is null)
                {
                    Report(KeyPath.Append(path, name), "is missing");
                }
            }
        }

        var (known, others) = (schema.Find("properties")?.Value, schema.Find("additionalProperties")?.Value);
        foreach (var member in value.Members)
        {
            var memberPath = KeyPath.Append(path, member.Name);
            if (known?.Find(member.Name) is { } property)
            {
                Check(member.Value, property.Value, memberPath);
            }
            else if (others is not null && schema.Find("patternProperties") is null)
            {
                Check(member.Value, others, memberPath);
            }
        }
    }

    private void CheckList(ConfigurationNode value, ConfigurationNode schema, string path)
    {
        CheckCount(value.Items.Count, schema, "Items", "items", path);
        if (schema.Find("items")?.Value is not { } items || schema.Find("prefixItems") is not null)
        {
            return;
        }

        for (var index = 0; index < value.Items.Count; index++)
        {
            Check(value.Items[index], items, KeyPath.Append(path, index));
        }
    }

    private void CheckCount(int count, ConfigurationNode schema, string keyword, string what, string path)
    {
        if (NumberOf(schema, "min" + keyword) is { } least && count < least)
        {
            Report(path, $"has {count} {what}, at least {least} are needed");
        }

        if (NumberOf(schema, "max" + keyword) is { } most && count > most)
        {
            Report(path, $"has {count} {what}, at most {most} are allowed");
        }
    }

    /// <summary>Whole numbers; fractions and powers of ten are left to the build.</summary>
    private void CheckRange(ConfigurationNode value, ConfigurationNode schema, string path)
    {
        if (WholeNumber.Read(value) is not { } number)
        {
            return;
        }

        if (NumberOf(schema, "minimum") is { } least && number < least)
        {
            Report(path, $"must be at least {least}");
        }

        if (NumberOf(schema, "maximum") is { } most && number > most)
        {
            Report(path, $"must be at most {most}");
        }
    }

    private static long? NumberOf(ConfigurationNode schema, string keyword) => schema.Find(keyword)?.Value is { } node ? WholeNumber.Read(node) : null;

    private static int CodePointsOf(string text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            if (!char.IsLowSurrogate(unit))
                count++;
        }

        return count;
    }

    private static List<string> TextsOf(ConfigurationNode list)
    {
        var texts = new List<string>(list.Items.Count);
        foreach (var item in list.Items)
        {
            texts.Add(item.Text);
        }

        return texts;
    }

    private void Report(string path, string what)
    {
        if (_problems.Count < MaxProblems)
        {
            _problems.Add($"{path} {what}");
        }
    }
}
