namespace Sor.Conformance.Subjects;

/// <summary>Finds out what is to be tested, and how it is started.</summary>
public static class SubjectReader
{
    private static readonly (string Name, string Interpreter, string File)[] s_shims = [("python", "python3", "main.py"), ("node", "node", "main.cjs")];

    /// <summary>The program, or null with the problem.</summary>
    public static Subject? Read(SubjectOptions options, out SubjectProblem? problem)
    {
        var (subject, found) = options.Runtime is not null ? Shim(options) : Directory.Exists(options.Path) ? PackageSubject.Read(options) : Executable(options);
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

    internal static Subject Fill(SubjectOptions options, Subject subject) => subject with
    {
        ConfigJson = options.ConfigJson ?? subject.ConfigJson,
        IsEnvelope = subject.IsEnvelope || options.IsEnvelope,
        IsProbe = options.IsProbe,
        Phases = options.Phases.Count > 0 ? options.Phases : subject.Phases,
    };

    internal static string[] Words(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    internal static SubjectProblem UnknownKind(string kind) => new($"there is no kind \"{kind}\"", "the kinds are exec, lines, frames and, in a package, wasm");

    internal static SubjectKind? Parse(string kind) => kind switch
    {
        "exec" => SubjectKind.Exec,
        "lines" => SubjectKind.Lines,
        "frames" => SubjectKind.Frames,
        _ => null,
    };
}
