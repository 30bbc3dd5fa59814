namespace Sor.Conformance.Subjects;

/// <summary>Finds out what is to be tested, and how it is started.</summary>
public static class SubjectReader
{
    private const string ManifestName = "middleware.json";

    private static readonly (string Name, string Interpreter, string File)[] s_shims = [("python", "python3", "main.py"), ("node", "node", "main.cjs")];

    /// <summary>The program, or null with the problem.</summary>
    public static Subject? Read(SubjectOptions options, out SubjectProblem? problem)
    {
        var (subject, found) = options.Runtime is not null ? Shim(options) : Directory.Exists(options.Path) ? Package(options) : Executable(options);
        problem = found;
        return subject;
    }

    private static (Subject?, SubjectProblem?) Shim(SubjectOptions options)
    {
        var shim = s_shims.FirstOrDefault(shim => shim.Name == options.Runtime);
        if (shim.Name is null)
            return (null, new SubjectProblem($"there is no language runtime \"{options.Runtime}\"", $"name one of {string.Join(", ", s_shims.Select(item => item.Name))}"));
        if (options.Handler is null)
            return (null, new SubjectProblem("--runtime needs a handler", "name it: --handler app.handle"));
        if (!Directory.Exists(options.Path))
            return (null, new SubjectProblem($"{options.Path} is no folder", "with --runtime PATH is the folder of the function's code"));
        var file = Path.Combine(options.InstallFolder, "runtimes", shim.Name, shim.File);
        if (!File.Exists(file))
            return (null, new SubjectProblem($"{file} is missing", "use the sor of a complete installation", IsMissingPart: true));
        return ProgramPaths.Find(shim.Interpreter, options.Path) is { } interpreter
            ? (Fill(options, new Subject
            {
                Name = options.Runtime!,
                Kind = SubjectKind.Frames,
                Command = [interpreter, file],
                Folder = options.Path,
                Phases = ["handle"],
                Handler = options.Handler,
                Environment = ChildVariables.Inherited(options.InstallFolder),
            }), null)
            : (null, new SubjectProblem($"there is no {shim.Interpreter} on PATH", "install it, or set PATH", IsMissingPart: true));
    }

    private static (Subject?, SubjectProblem?) Package(SubjectOptions options)
    {
        var file = Path.Combine(options.Path, ManifestName);
        if (!File.Exists(file))
            return (null, new SubjectProblem($"{options.Path} holds no {ManifestName}", "name an executable, a package's folder, or with --runtime a function's folder"));
        if (PackageManifest.Read(file, out var wrong) is not { } manifest)
            return (null, new SubjectProblem(wrong!, "see docs/write-a-middleware.md"));
        var kind = options.Kind ?? manifest.Kind;
        if (kind == "built-in")
            return (null, new SubjectProblem($"{manifest.Name} is built into the runtime: there is no program to test", "its tests are those of the runtime"));
        var words = options.Command is null ? manifest.Command : Words(options.Command);
        if (kind == "wasm")
        {
            if (WasmHost.CommandOf(words, options, out var missing) is not { } hosted)
                return (null, missing);
            (words, kind) = (hosted, "frames");
        }

        if (ProgramPaths.Find(words[0], options.Path) is not { } program)
            return (null, new SubjectProblem($"the command {words[0]} of {file} is no executable", "set `command` to a path relative to the package, or to a program on PATH, and give the file its execute bit"));
        if (Parse(kind) is not { } parsed)
            return (null, UnknownKind(kind));
        var vectors = Path.Combine(options.Path, "vectors.json");
        return (Fill(options, new Subject
        {
            Name = manifest.Name,
            Kind = parsed,
            Command = [program, .. words.Skip(1)],
            Folder = options.Path,
            Phases = manifest.Phases,
            IsEnvelope = manifest.IsEnvelope,
            IsShared = manifest.IsShared,
            Concurrency = manifest.Kind == "wasm" ? null : manifest.Concurrency,
            Environment = ChildVariables.OfPackage(manifest.Variables, options.InstallFolder),
            VectorsPath = File.Exists(vectors) ? vectors : null,
        }), null);
    }

    private static (Subject?, SubjectProblem?) Executable(SubjectOptions options)
    {
        var folder = Path.GetDirectoryName(options.Path)!;
        string[] words = options.Command is null ? [options.Path] : Words(options.Command);
        if (words.Length == 0 || ProgramPaths.Find(words[0], folder) is not { } program)
            return (null, new SubjectProblem($"{(words.Length == 0 ? options.Path : words[0])} is no executable", "name a file that exists, and give it its execute bit: chmod +x"));
        var kind = options.Kind ?? "exec";
        return Parse(kind) is { } parsed
            ? (Fill(options, new Subject
            {
                Name = Path.GetFileNameWithoutExtension(options.Path),
                Kind = parsed,
                Command = [program, .. words.Skip(1)],
                Folder = folder,

                // The same that the runtime takes for a plain executable, and for a line worker.
                Phases = parsed == SubjectKind.Lines ? ["before"] : ["before", "after"],
                Environment = ChildVariables.Inherited(options.InstallFolder),
            }), null)
            : (null, UnknownKind(kind));
    }

    private static Subject Fill(SubjectOptions options, Subject subject) => subject with
    {
        ConfigJson = options.ConfigJson,
        IsEnvelope = subject.IsEnvelope || options.IsEnvelope,
        IsProbe = options.IsProbe,
        Phases = options.Phases.Count > 0 ? options.Phases : subject.Phases,
    };

    private static string[] Words(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static SubjectProblem UnknownKind(string kind) => new($"there is no kind \"{kind}\"", "the kinds are exec, lines, frames and, in a package, wasm");

    private static SubjectKind? Parse(string kind) => kind switch
    {
        "exec" => SubjectKind.Exec,
        "lines" => SubjectKind.Lines,
        "frames" => SubjectKind.Frames,
        _ => null,
    };
}
