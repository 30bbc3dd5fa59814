namespace Sor.Configuration;

/// <summary>
/// Reads <c>sor.json</c>, version 1. Strict: unknown keys, second keys and values out of range are refused, all problems are told together.
/// Never throws, whatever the bytes are; the time it takes and the memory it needs are bounded by <see cref="ConfigurationTree.MaxBytes"/>.
/// </summary>
public static class SorJsonReader
{
    public const int Version = 1;

    private const string VersionKey = "version";
    private const string FunctionsKey = "functions";

    /// <summary>Keys at the top of a file that describes one function.</summary>
    public static IReadOnlyList<string> FlatKeys { get; } = [VersionKey, .. SorJsonDialect.Instance.FunctionKeys];

    /// <summary>Keys at the top of a file that describes several.</summary>
    public static IReadOnlyList<string> ManyKeys { get; } = [VersionKey, FunctionsKey];

    /// <param name="utf8">The file's bytes.</param>
    /// <param name="fileName">How the file is named in messages.</param>
    /// <param name="functionName">Which function of a <c>functions</c> map; a flat file needs none. Only the chosen one is checked.</param>
    public static SorJsonResult Read(ReadOnlySpan<byte> utf8, string fileName, string? functionName)
    {
        var diagnostics = new DiagnosticList(fileName);
        var options = Read(utf8, functionName, diagnostics);
        return new SorJsonResult { Options = diagnostics.HasErrors ? null : options, Diagnostics = diagnostics.ToSorted() };
    }

    private static FunctionOptions? Read(ReadOnlySpan<byte> utf8, string? functionName, DiagnosticList diagnostics)
    {
        var root = JsonTreeReader.Read(utf8, diagnostics);
        if (root is null)
        {
            return null;
        }

        if (root.Kind != ConfigurationNodeKind.Map)
        {
            diagnostics.Error(
                DiagnosticCodes.NotAMap,
                root.Position,
                "",
                $"found {Display.Describe(root)} where the map of a function belongs",
                "write {\"version\": 1, \"name\": ..., \"runtime\": ...}");
            return null;
        }

        ConfigurationTree.Check(root, diagnostics);
        CheckVersion(root, diagnostics);
        var binder = new FunctionBinder(SorJsonDialect.Instance, diagnostics);
        if (root.Find(FunctionsKey) is not { } functions)
        {
            return binder.Bind(root, "", FlatKeys, defaultName: null);
        }

        CheckManyKeys(root, diagnostics);
        return Choose(functions.Value, functionName, diagnostics) is { } chosen
            ? binder.Bind(chosen.Value, KeyPath.Append(FunctionsKey, chosen.Name), SorJsonDialect.Instance.FunctionKeys, chosen.Name)
            : null;
    }

    private static void CheckVersion(ConfigurationNode root, DiagnosticList diagnostics)
    {
        const string Fix = "write \"version\": 1";
        if (root.Find(VersionKey)?.Value is not { } version)
        {
            diagnostics.Error(DiagnosticCodes.MissingKey, root.Position, VersionKey, "the key \"version\" is missing", Fix);
        }
        else if (version is not { Kind: ConfigurationNodeKind.Number, Text: "1" })
        {
            diagnostics.Error(
                DiagnosticCodes.UnsupportedVersion,
                version.Position,
                VersionKey,
                $"version {Display.Describe(version)} is not known to this executable",
                $"{Fix}, or use the bootstrap that belongs to the sor that wrote the file",
                "1");
        }
    }

    private static void CheckManyKeys(ConfigurationNode root, DiagnosticList diagnostics)
    {
        foreach (var member in root.Members)
        {
            if (SorJsonDialect.Instance.FunctionKeys.Contains(member.Name))
            {
                diagnostics.Error(
                    DiagnosticCodes.FunctionsBesideFunction,
                    member.NamePosition,
                    member.Name,
                    $"the key {Display.Quote(member.Name)} describes one function, beside \"functions\" that describes several",
                    "move the key into the functions that it is meant for: nothing is inherited");
            }
        }

        // Those that belong to a function have just been told.
        new MapReader(root, "", diagnostics).RefuseOthers([.. ManyKeys, .. SorJsonDialect.Instance.FunctionKeys]);
    }

    private static ConfigurationMember? Choose(ConfigurationNode functions, string? functionName, DiagnosticList diagnostics)
    {
        if (functions.Kind != ConfigurationNodeKind.Map || functions.Members.Count == 0)
        {
            diagnostics.Error(
                DiagnosticCodes.WrongType,
                functions.Position,
                FunctionsKey,
                $"found {Display.Describe(functions)} where a map of functions belongs",
                "write {\"NAME\": {...}} with at least one function",
                "a map with at least one function");
            return null;
        }

        CheckFunctions(functions, diagnostics);
        var chosen = functionName is null
            ? functions.Members.Count == 1 ? functions.Members[0] : null
            : functions.Find(functionName);
        if (chosen is null)
        {
            ReportNotChosen(functions, functionName, diagnostics);
            return null;
        }

        return chosen.Value.Kind == ConfigurationNodeKind.Map ? chosen : null;
    }

    private static void CheckFunctions(ConfigurationNode functions, DiagnosticList diagnostics)
    {
        foreach (var (name, position, value) in functions.Members)
        {
            if (diagnostics.IsFull)
            {
                return;
            }

            var path = KeyPath.Append(FunctionsKey, name);
            if (!FunctionRules.IsFunctionName(name))
            {
                diagnostics.Error(
                    DiagnosticCodes.BadName,
                    position,
                    path,
                    $"{Display.Quote(name)} is no name of a function",
                    "change the name",
                    FunctionRules.FunctionNameShape);
            }

            if (value.Kind != ConfigurationNodeKind.Map)
            {
                diagnostics.Error(
                    DiagnosticCodes.WrongType,
                    value.Position,
                    path,
                    $"found {Display.Describe(value)} where the map of a function belongs",
                    "write {\"runtime\": ...}",
                    "a map");
            }
        }
    }

    private static void ReportNotChosen(ConfigurationNode functions, string? functionName, DiagnosticList diagnostics)
    {
        const int Shown = 20;
        const string Fix = "set SOR_FUNCTION to one of them";
        var all = functions.Members.Select(static member => Display.Quote(member.Name));
        var names = Display.Join(all[..Math.Min(Shown, all.Length)]) + (all.Length > Shown ? ", ..." : "");
        if (functionName is null)
        {
            diagnostics.Error(
                DiagnosticCodes.FunctionNotChosen,
                functions.Position,
                FunctionsKey,
                "the file describes several functions, and nothing says which one this is",
                Fix,
                names);
        }
        else
        {
            diagnostics.Error(
                DiagnosticCodes.FunctionNotFound,
                functions.Position,
                FunctionsKey,
                $"the file describes no function {Display.Quote(functionName)}",
                Fix,
                names);
        }
    }
}
