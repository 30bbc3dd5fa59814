using System.Text.Json;
using Sor.Configuration;
using Sor.Conformance.Vectors;

namespace Sor.Conformance.Subjects;

/// <summary>The program of a package: a folder with <c>middleware.json</c>.</summary>
internal static class PackageSubject
{
    private const string VectorsName = "vectors.json";

    // In the order in which a pipeline runs them.
    private static readonly Phase[] s_phases = [Phase.Before, Phase.After, Phase.Error];

    public static (Subject?, SubjectProblem?) Read(SubjectOptions options)
    {
        var file = Path.Combine(options.Path, ManifestReader.FileName);
        if (!File.Exists(file))
            return (null, new SubjectProblem($"{options.Path} holds no {ManifestReader.FileName}", "name an executable, a package's folder, or with --runtime a function's folder"));
        var (manifest, unread) = ReadManifest(file);
        if (manifest is null)
            return (null, unread);
        if (manifest.Kind == StageKind.BuiltIn)
            return (null, new SubjectProblem($"{manifest.Name} is built into the runtime: there is no program to test", "its tests are those of the runtime"));
        return manifest.Kind == StageKind.Wasm ? Module(options, manifest, file) : Program(options, manifest, file);
    }

    private static (MiddlewareManifest?, SubjectProblem?) ReadManifest(string file)
    {
        try
        {
            // Larger than this is refused by its size, whatever it holds.
            using var stream = File.OpenRead(file);
            var bytes = new byte[Math.Min(stream.Length, ConfigurationTree.MaxBytes + 1)];
            stream.ReadExactly(bytes);
            var result = ManifestReader.Read(bytes, file);
            return (result.Manifest, result.Manifest is null ? new SubjectProblem($"{file} cannot be used", "mend it") { Manifest = result.Diagnostics } : null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, new SubjectProblem($"{file} cannot be read: {problem.Message}", "give it a mode that lets you read it"));
        }
    }

    private static (Subject?, SubjectProblem?) Program(SubjectOptions options, MiddlewareManifest manifest, string file)
    {
        var kind = options.Kind ?? StageKindNames.NameOf(manifest.Kind);
        if (SubjectReader.Parse(kind) is not { } parsed)
            return (null, SubjectReader.UnknownKind(kind));
        var words = options.Command is null ? manifest.Command : SubjectReader.Words(options.Command);
        if (words.Count == 0 || ProgramPaths.Find(words[0], options.Path) is not { } program)
            return (null, new SubjectProblem($"the command {string.Join(' ', words)} of {file} is no executable", "set `command` to a path relative to the package, or to a program on PATH, and give the file its execute bit"));
        return (Fill(options, manifest, parsed, [program, .. words.Skip(1)]) with { Concurrency = manifest.Concurrency }, null);
    }

    // A module runs in `sor-wasm`, a worker whose `hello` names it: spec/wasm.md.
    private static (Subject?, SubjectProblem?) Module(SubjectOptions options, MiddlewareManifest manifest, string file)
    {
        var host = Path.Combine(options.InstallFolder, "sor-wasm");
        if (!File.Exists(host))
            return (null, new SubjectProblem($"{host} is missing: modules run in it", "use the sor of an installation with sor-wasm", IsMissingPart: true));
        if (options.Kind is not null || options.Command is not null)
            return (null, new SubjectProblem($"{file} is of the kind wasm, which has neither --kind nor --command", "leave both out"));
        var module = Path.GetFullPath(manifest.Command[0], options.Path);
        return File.Exists(module)
            ? (Fill(options, manifest, SubjectKind.Frames, [host]) with { WasmModule = module }, null)
            : (null, new SubjectProblem($"the module {module} is missing", "compile it: a package's README.md says how"));
    }

    private static Subject Fill(SubjectOptions options, MiddlewareManifest manifest, SubjectKind kind, IReadOnlyList<string> command)
    {
        var vectors = Path.Combine(options.Path, VectorsName);
        return SubjectReader.Fill(options, new Subject
        {
            Name = manifest.Name,
            Kind = kind,
            Command = command,
            Folder = options.Path,
            Phases = [.. s_phases.Where(phase => manifest.Phases.HasFlag(phase)).Select(PhaseNames.NameOf)],
            ConfigJson = FirstConfig(vectors),
            IsEnvelope = manifest.Envelope,
            IsShared = manifest.Shared,
            Environment = ChildVariables.OfPackage(manifest.Requests.Variables, options.InstallFolder),
            VectorsPath = File.Exists(vectors) ? vectors : null,
        });
    }

    // A package that cannot do without a configuration is tested with one that its author gave. A file that is wrong is told by its own check.
    private static string? FirstConfig(string vectors)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(vectors));
            foreach (var vector in document.RootElement.EnumerateArray())
            {
                if (vector.TryGetProperty("config", out var config))
                    return config.Compact();
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }

        return null;
    }
}
