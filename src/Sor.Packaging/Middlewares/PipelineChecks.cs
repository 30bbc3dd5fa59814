using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>Looks at each stage of <c>sor.yaml</c> together with its file or its package.</summary>
internal sealed class PipelineChecks(PackagedFiles files, PackageFinder finder, DiagnosticList diagnostics)
{
    private readonly ConfigurationCheck _configuration = new(diagnostics);
    private PayloadForm _form;

    /// <returns>The packages that are used, in the order of the stages.</returns>
    public IReadOnlyList<UsedPackage> Check(FunctionOptions options, ConfigurationNode root)
    {
        var used = new List<UsedPackage>();
        for (var index = 0; index < options.Pipeline.Count; index++)
        {
            var text = TextOf(root, index);
            if (CheckStage(options.Pipeline[index], text) is { } package)
            {
                used.Add(package);
            }

            _form = BoundaryStages.FormInside(options.Pipeline[index].Use) ?? _form;
        }

        return used;
    }

    /// <summary>Where a stage is written: in the pipeline, or as the boundary that <c>events</c> asks for, which comes last.</summary>
    private static StageText TextOf(ConfigurationNode root, int index) => root.Find("pipeline")?.Value is { } pipeline && index < pipeline.Items.Count
        ? new StageText(pipeline.Items[index], KeyPath.Append("pipeline", index))
        : new StageText(root.Find("events")!.Value, "events");

    private UsedPackage? CheckStage(StageOptions stage, StageText text)
    {
        var isOwn = StageReference.IsLocal(stage.Use);
        if (!isOwn && stage.Kind != StageKind.BuiltIn)
        {
            CheckWay(stage, text);
        }

        if (finder.FolderOf(stage.Use) is { } folder)
        {
            return finder.ReadManifest(folder, isOwn) is { } manifest ? CheckPackage(stage, manifest, folder, text) : null;
        }

        if (isOwn)
        {
            CheckPlain(stage, KeyPath.Append(text.Path, "use"), text);
        }

        return null;
    }

    private void CheckPlain(StageOptions stage, string key, StageText text)
    {
        // A module is read, not executed.
        if (stage.Kind == StageKind.Wasm)
        {
            _ = files.CheckFile(stage.Use, key, text.PositionOf("use"));
        }
        else
        {
            files.CheckProgram(stage.Use, key, text.PositionOf("use"));
        }

        _ = Resolve(stage, manifest: null, text);
    }

    private void CheckWay(StageOptions stage, StageText text)
    {
        var own = $"middlewares/{stage.Use}";
        if (files.Contains(own) || files.Contains($"{own}/{ManifestReader.FileName}"))
        {
            files.Report(
                DiagnosticCodes.FileInTheWay,
                text.PositionOf("use"),
                KeyPath.Append(text.Path, "use"),
                $"the bare name {Display.Quote(stage.Use)} means a middleware of a layer, and the function has a file {own} of that name",
                $"write ./{own} if that file is meant; else rename it");
        }
    }

    private UsedPackage? CheckPackage(StageOptions stage, MiddlewareManifest manifest, string folder, StageText text)
    {
        var isOwn = StageReference.IsLocal(stage.Use);
        CheckProgram(stage, manifest, folder, text);
        if (isOwn)
        {
            _ = files.CheckFile($"{stage.Use}/{ManifestReader.FileName}", KeyPath.Append(text.Path, "use"), text.PositionOf("use"));
        }

        if (Resolve(stage, manifest, text) is not { } resolved)
        {
            return null;
        }

        var package = new UsedPackage(resolved, folder, isOwn);
        _configuration.Check(package, text, files.Configuration);
        return package;
    }

    /// <summary>A program on <c>PATH</c> is looked for at start: the machine that runs the function has it, or not.</summary>
    private void CheckProgram(StageOptions stage, MiddlewareManifest manifest, string folder, StageText text)
    {
        if (manifest.Command is not [var program, ..] || !StageReference.IsLocal(program))
        {
            return;
        }

        var file = new FileInfo(Path.Combine(folder, program[2..]));
        var manifestFile = Path.Combine(folder, ManifestReader.FileName);
        if (!file.Exists)
        {
            diagnostics.Add(new Diagnostic
            {
                Code = DiagnosticCodes.FileMissing,
                File = manifestFile,
                Key = "command[0]",
                Message = $"the package has no file {Display.Quote(program)}",
                Fix = "correct the path, or build the package",
            });
        }
        else if (manifest.Kind != StageKind.Wasm && !FileKinds.IsExecutable(file))
        {
            diagnostics.Add(new Diagnostic
            {
                Code = DiagnosticCodes.NotExecutable,
                File = manifestFile,
                Key = "command[0]",
                Message = $"the file {Display.Quote(program)} is not executable",
                Fix = $"chmod +x {file.FullName}",
            });
        }
        else if (StageReference.IsLocal(stage.Use))
        {
            _ = files.CheckFile($"{stage.Use}/{program[2..]}", KeyPath.Append(text.Path, "use"), text.PositionOf("use"));
        }
    }

    private ResolvedStage? Resolve(StageOptions stage, MiddlewareManifest? manifest, StageText text)
    {
        var result = StageResolution.Resolve(stage, manifest, new StagePlace(files.Configuration, text.Path, text.PositionOf), _form);
        diagnostics.AddRange(result.Diagnostics);
        return result.Stage;
    }
}
