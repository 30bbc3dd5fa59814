using System.Text;

namespace Sor.Configuration;

/// <summary>Makes a manifest of a tree: every rule about a package by itself. Goes on after a problem, so that all are told together.</summary>
internal sealed class ManifestBinder
{
    private readonly DiagnosticList _diagnostics;
    private readonly ValueReader _values;
    private readonly ProcessBinder _process;
    private readonly RequestBinder _requests;

    public ManifestBinder(DiagnosticList diagnostics)
    {
        _diagnostics = diagnostics;
        _values = new ValueReader(SorJsonDialect.Instance, diagnostics);
        _process = new ProcessBinder(SorJsonDialect.Instance, _values, diagnostics);
        _requests = new RequestBinder(_values, diagnostics);
    }

    /// <returns>Counts only without errors.</returns>
    public MiddlewareManifest Bind(ConfigurationNode root, string? folderName)
    {
        var reader = new MapReader(root, "", _diagnostics, reserved: []);
        reader.RefuseOthers(ManifestReader.Keys);
        var name = BindName(reader, folderName);
        var kind = BindKind(reader);
        var manifest = new MiddlewareManifest
        {
            Name = name,
            Version = _values.Text(
                reader.Require("version", "give the package a version, such as \"1.0.0\""), "version", SemanticVersion.IsValid, DiagnosticCodes.BadVersion, SemanticVersion.Shape) ?? "",
            Description = _values.Text(
                reader.Find("description"), "description", FunctionRules.IsLine, DiagnosticCodes.TooLong, $"one sentence of at most {FunctionLimits.TextLength} characters on one line"),
            Kind = kind ?? StageKind.Exec,
            Command = BindCommand(reader, kind, name),
            Phases = PhaseList.Read(reader.Find("phases"), "phases", _values, _diagnostics) ?? StageDefaults.PhasesOf(kind ?? StageKind.Exec),
            Expects = BindExpects(reader),
            Context = ContextPartList.Read(reader.Find("context"), "context", _values, _diagnostics) ?? ContextParts.None,
            ConfigurationSchema = BindSchema(reader),
            Concurrency = _values.Integer(reader.Find("concurrency"), "concurrency", ManifestLimits.Concurrency) ?? 1,
            Shared = _values.Boolean(reader.Find("shared"), "shared") ?? false,
            Envelope = _values.Boolean(reader.Find("envelope"), "envelope") ?? false,
            Requests = _requests.Bind(reader.Find("requests"), "requests"),
        };
        if (kind is { } known)
        {
            CheckKind(known, manifest, reader, root.Position);
        }

        return manifest;
    }

    private string BindName(MapReader reader, string? folderName)
    {
        var node = reader.Require("name", "give the package a name, such as \"redact\"");
        var name = _values.Text(node, "name", FunctionRules.IsStageName, DiagnosticCodes.BadName, FunctionRules.StageNameShape);
        if (node is not null && name is not null && folderName is not null && name != folderName)
        {
            _diagnostics.Error(
                DiagnosticCodes.PackageMismatch,
                node.Position,
                "name",
                $"the package is named {Display.Quote(name)} and lies in a folder named {Display.Quote(folderName)}, by which it is found",
                "give both the same name");
        }

        return name ?? "";
    }

    private StageKind? BindKind(MapReader reader)
    {
        var node = reader.Require("kind", $"say how the middleware runs: one of {Display.Join(StageKindNames.All)}");
        return _values.OneOf(node, "kind", StageKindNames.All, "kind") is { } name ? StageKindNames.Parse(name) : null;
    }

    private PayloadForm BindExpects(MapReader reader) =>
        _values.OneOf(reader.Find("expects"), "expects", PayloadFormNames.All, "form of payload") is { } name ? PayloadFormNames.Parse(name) ?? default : default;

    private List<string> BindCommand(MapReader reader, StageKind? kind, string name)
    {
        if (reader.Find("command") is not { } node)
        {
            return kind == StageKind.BuiltIn ? [] : ["./" + name];
        }

        var command = _process.BindCommand(reader);
        if (command.Count > 0 && FunctionRules.IsLine(command[0]) && !IsProgram(command[0], kind))
        {
            _diagnostics.Error(
                DiagnosticCodes.BadReference,
                node.Items[0].Position,
                KeyPath.Append("command", 0),
                $"{Display.Quote(command[0])} is no program of the package",
                kind == StageKind.Wasm ? "name the module as ./path below the package's folder" : "name a file as ./path below the package's folder, or a program on PATH by its bare name");
        }

        return command;
    }

    /// <summary>A module is never looked up on <c>PATH</c>.</summary>
    private static bool IsProgram(string program, StageKind? kind) =>
        StageReference.IsLocal(program)
            ? StageReference.Problem(program) is null
            : kind != StageKind.Wasm && !program.StartsWith('.') && !program.AsSpan().ContainsAny('/', '\\');

    private string? BindSchema(MapReader reader)
    {
        var node = reader.Find("configuration");
        if (node is null)
        {
            return null;
        }

        if (node.Kind is not (ConfigurationNodeKind.Map or ConfigurationNodeKind.Boolean))
        {
            _values.WrongType(node, "configuration", "a JSON Schema", "write a schema, such as {\"type\": \"object\", \"properties\": {...}}; leave the key out if the package takes no configuration");
            return null;
        }

        var json = CompactJson.Write(node);
        if (json.Length <= ManifestLimits.SchemaBytes)
        {
            return Encoding.UTF8.GetString(json);
        }

        _diagnostics.Error(
            DiagnosticCodes.TooLong,
            node.Position,
            "configuration",
            $"the schema has {json.Length} bytes as compact JSON",
            "shorten it, or put repeated parts under $defs",
            $"at most {ManifestLimits.SchemaBytes} bytes");
        return null;
    }

    private void CheckKind(StageKind kind, MiddlewareManifest manifest, MapReader reader, SourcePosition position)
    {
        if (kind == StageKind.BuiltIn)
        {
            RefuseKey("command", kind, reader);
        }

        if (kind != StageKind.Frames)
        {
            RefuseKey("concurrency", kind, reader);
            RefuseKey("shared", kind, reader);
        }

        if (kind != StageKind.Lines)
        {
            RefuseKey("envelope", kind, reader);
        }
        else if (!manifest.Envelope)
        {
            _diagnostics.Error(
                DiagnosticCodes.Unsafe,
                reader.Find("envelope")?.Position ?? position,
                "envelope",
                "a package of kind lines without an envelope could mix up the answers of two events",
                "write \"envelope\": true, and give back the id of each line");
        }
    }

    private void RefuseKey(string key, StageKind kind, MapReader reader)
    {
        if (reader.Find(key) is { } value)
        {
            _diagnostics.Error(
                DiagnosticCodes.KeyWithoutUse,
                value.Position,
                key,
                $"a package of kind {StageKindNames.NameOf(kind)} has no use for the key {Display.Quote(key)}",
                "remove the key, or change the kind");
        }
    }
}
