using Sor.Configuration;

namespace Sor.Bootstrap;

/// <summary>Settles what a stage is: finds its middleware, and brings together what its manifest and the stage's options say.</summary>
internal sealed class MiddlewarePlanner(ProcessEnvironment environment, MiddlewareResolver resolver)
{
    private PayloadForm _form;

    /// <summary>Takes the stages one after the other, outermost first.</summary>
    /// <param name="written">The stage as it is configured.</param>
    /// <param name="ownFolderCounts">Whether a bare name may also be in the function's own <c>middlewares/</c>.</param>
    /// <param name="problem">Why it cannot be; null on success.</param>
    internal StagePlan? Plan(StageOptions written, bool ownFolderCounts, out string? problem)
    {
        if (resolver.Find(written, ownFolderCounts, out problem) is not { } found)
            return null;
        var known = found is { File: null, Folder: null } ? written with { Kind = StageKind.BuiltIn } : written;
        var resolution = StageResolution.Resolve(known, found.Manifest, new StagePlace(null, written.Name), _form);
        _form = BoundaryStages.FormInside(written.Use) ?? _form;
        if (resolution.Stage is not { } resolved)
        {
            problem = string.Join("\n", resolution.Diagnostics);
            return null;
        }

        if (found.Manifest?.ConfigurationSchema is { } schema && StartupCheck.ProblemsOf(written.ConfigJson, schema) is { Count: > 0 } problems)
        {
            problem = string.Join("; ", problems);
            return null;
        }

        var command = CommandOf(found, out problem);
        return command is null ? null : new StagePlan
        {
            Stage = written with
            {
                Kind = resolved.Kind,
                Phases = resolved.Phases,
                Envelope = resolved.Envelope,
                Shared = resolved.Shared,
                Context = written.Context | (found.Manifest?.Context ?? ContextParts.None),
            },
            Found = found,
            Command = command,
        };
    }

    /// <summary>Of a plain executable its path; of a package what the manifest says, looked up in its folder or on <c>PATH</c>.</summary>
    private IReadOnlyList<string>? CommandOf(FoundMiddleware found, out string? problem)
    {
        problem = null;
        if (found.File is { } plain)
            return [plain];
        if (found.Manifest is not { Command: [var program, ..] command })
            return [];
        var manifest = Path.Combine(found.Folder!, ManifestReader.FileName);
        if (program.StartsWith("./", StringComparison.Ordinal))
        {
            var file = Path.GetFullPath(program, found.Folder!);
            if (File.Exists(file))
                return [file, .. command.Skip(1)];
            problem = $"{manifest}: command[0]: the package has no file \"{program}\": correct the path, or build the package";
            return null;
        }

        foreach (var folder in (environment["PATH"] ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var path = Path.Combine(folder, program);
            if (File.Exists(path))
                return [path, .. command.Skip(1)];
        }

        problem = $"{manifest}: command[0]: \"{program}\" is in no folder of PATH ({environment["PATH"]}): put it into a layer's bin folder";
        return null;
    }
}
