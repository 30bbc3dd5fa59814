using System.Diagnostics;
using Sor.BuiltIns;
using Sor.Configuration;
using Sor.Native;
using Sor.Processes;

namespace Sor.Bootstrap;

/// <summary>Makes the program of a stage: finds the middleware, settles what its manifest and the stage's options say together, and chooses by kind.</summary>
internal sealed class MiddlewareFactory(ProcessEnvironment environment, MiddlewareResolver resolver, Func<StageHost> host, LogSink log)
{
    /// <summary>The program with the options that are in force, or null and why not.</summary>
    internal (IPhaseProgram Program, StageOptions Options)? Make(StageOptions written, bool ownFolderCounts, out string? problem)
    {
        if (resolver.Find(written, ownFolderCounts, out problem) is not { } found)
            return null;
        var known = found is { File: null, Folder: null } ? written with { Kind = StageKind.BuiltIn } : written;
        var resolution = StageResolution.Resolve(known, found.Manifest, new StagePlace(null, $"stage {written.Name}"));
        if (resolution.Stage is not { } resolved)
        {
            problem = string.Join("\n", resolution.Diagnostics);
            return null;
        }

        var stage = written with { Kind = resolved.Kind, Phases = resolved.Phases, Envelope = resolved.Envelope, Shared = resolved.Shared };
        var program = MakeProgram(stage, found, out problem);
        return program is null ? null : (program, stage);
    }

    private IPhaseProgram? MakeProgram(StageOptions stage, FoundMiddleware found, out string? problem)
    {
        if (stage.Kind == StageKind.BuiltIn)
            return MakeBuiltIn(stage, out problem);
        if (CommandOf(found, out problem) is not { } command)
            return null;
        var own = found.Manifest is null ? host() : host() with { Environment = host().Environment.ForPackage(stage.GrantedVariables) };
        return stage.Kind switch
        {
            StageKind.Frames => new FrameProgram(own, stage, command),
            StageKind.Lines => new LinesProgram(own, stage, command),
            _ => new ExecProgram(own, stage, command),
        };
    }

    private IPhaseProgram? MakeBuiltIn(StageOptions stage, out string? problem)
    {
        var services = new BuiltInHost { WriteLine = line => log.Write(LogSource.Stdout, line), Clock = Stopwatch.GetTimestamp, FillRandom = RandomBytes.Fill };
        _ = BuiltInCatalogue.TryMake(stage.Use, stage.Name, stage.Phases, stage.ConfigJson, services, out var program, out problem);
        return program;
    }

    /// <summary>The argument vector: of a plain executable its path; of a package what the manifest says, looked up in its folder or on <c>PATH</c>.</summary>
    private IReadOnlyList<string>? CommandOf(FoundMiddleware found, out string? problem)
    {
        problem = null;
        if (found.File is { } file)
            return [file];
        var command = found.Manifest!.Command;
        var manifest = Path.Combine(found.Folder!, ManifestReader.FileName);
        if (command[0].StartsWith("./", StringComparison.Ordinal))
        {
            var program = Path.GetFullPath(command[0], found.Folder!);
            if (File.Exists(program))
                return [program, .. command.Skip(1)];
            problem = $"{manifest}: command[0]: the package has no file \"{command[0]}\": correct the path, or build the package";
            return null;
        }

        foreach (var folder in (environment["PATH"] ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var path = Path.Combine(folder, command[0]);
            if (File.Exists(path))
                return [path, .. command.Skip(1)];
        }

        problem = $"{manifest}: command[0]: \"{command[0]}\" is in no folder of PATH ({environment["PATH"]}): put it into a layer's bin folder";
        return null;
    }
}
