using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>
/// Makes of a function's folder what Lambda takes: <c>sor.json</c>, <c>function.zip</c>, <c>layer.zip</c>. Equal inputs give equal bytes, wherever,
/// whenever and by whomever they are built.
/// </summary>
public static class FunctionBuilder
{
    public const string ConfigurationName = "sor.json";
    public const string FunctionZipName = "function.zip";
    public const string LayerZipName = "layer.zip";

    /// <param name="functionFolder">Folder with <c>sor.yaml</c> and the code.</param>
    /// <param name="distFolder">Folder with <c>bootstrap</c>, <c>runtimes/</c> and <c>middlewares/</c>.</param>
    /// <param name="outputFolder">Where the files go; made if needed. It may lie in the function's folder: it is then no part of the package.</param>
    public static BuildResult Build(string functionFolder, string distFolder, string outputFolder)
    {
        var diagnostics = new DiagnosticList(file: null);
        var loaded = FunctionFolder.Load(functionFolder);
        diagnostics.AddRange(loaded.Diagnostics);
        try
        {
            // Everything is looked at before anything is written, so that all problems are told together.
            var layer = LayerZip.Collect(distFolder, diagnostics);
            var configuration = loaded.Options is null ? default : SorJsonWriter.Write(loaded.Options);
            var function = FunctionZip.Collect(functionFolder, outputFolder, configuration, diagnostics);
            var packages = Check(loaded, new PackagedFiles(functionFolder, function, diagnostics), new PackageFinder(functionFolder, distFolder, diagnostics), diagnostics);
            layer = [.. layer, .. LayerZip.CollectPackages(packages, diagnostics), .. NeedsWasm(loaded, packages) ? LayerZip.CollectWasmHost(distFolder, diagnostics) : []];
            function = [.. function, .. PreparedModules.Collect(ModulesOf(loaded, packages, functionFolder, isOwn: true), function, distFolder, diagnostics)];
            layer = [.. layer, .. PreparedModules.Collect(ModulesOf(loaded, packages, functionFolder, isOwn: false), layer, distFolder, diagnostics)];
            PackageSizes.CheckUnzipped(functionFolder, function, layer, diagnostics);
            var result = diagnostics.HasErrors || loaded.Options is null
                ? new BuildResult { Options = loaded.Options, Diagnostics = diagnostics.ToSorted() }
                : Write(loaded.Options, configuration, function, layer, distFolder, outputFolder, diagnostics);
            return result with { Packages = packages };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(new Diagnostic
            {
                Code = DiagnosticCodes.FileUnusable,
                Message = $"a file cannot be read or written: {exception.Message}",
                Fix = "check the file's and the folders' permissions and the space on the disk",
            });
            return new BuildResult { Options = loaded.Options, Diagnostics = diagnostics.ToSorted() };
        }
    }

    private static IReadOnlyList<UsedPackage> Check(SorYamlResult loaded, PackagedFiles files, PackageFinder finder, DiagnosticList diagnostics)
    {
        if (loaded is not { Options: { } options, Root: { } root })
        {
            return [];
        }

        new FunctionChecks(files, diagnostics).Check(options, root);
        return new PipelineChecks(files, finder, diagnostics).Check(options, root);
    }

    private static bool NeedsWasm(SorYamlResult loaded, IReadOnlyList<UsedPackage> packages) =>
        packages.Any(static package => package.Stage.Kind == StageKind.Wasm) || loaded.Options?.Pipeline.Any(static stage => stage.Kind == StageKind.Wasm) == true;

    /// <summary>The modules of the pipeline that go into the function's package, or into the layer, with their paths there.</summary>
    private static List<(string File, string Path)> ModulesOf(SorYamlResult loaded, IReadOnlyList<UsedPackage> packages, string functionFolder, bool isOwn)
    {
        var modules = new List<(string File, string Path)>();
        foreach (var package in packages.Where(package => package.IsOwn == isOwn && package.Stage.Kind == StageKind.Wasm))
        {
            var file = Path.GetFullPath(Path.Combine(package.Folder, package.Manifest.Command[0]));
            modules.Add((file, isOwn ? InFunction(file) : $"{LayerZip.MiddlewaresInLayer}{package.Manifest.Name}/{Path.GetRelativePath(package.Folder, file)}"));
        }

        if (isOwn)
        {
            var packaged = packages.Select(static package => package.Stage.Options.Use).ToHashSet(StringComparer.Ordinal);
            modules.AddRange(from stage in loaded.Options?.Pipeline ?? []
                             where stage.Kind == StageKind.Wasm && StageReference.IsLocal(stage.Use) && !packaged.Contains(stage.Use)
                             let file = Path.GetFullPath(Path.Combine(functionFolder, stage.Use))
                             select (file, InFunction(file)));
        }

        return modules;

        string InFunction(string file) => Path.GetRelativePath(functionFolder, file);
    }

    private static BuildResult Write(
        FunctionOptions options,
        ReadOnlyMemory<byte> configuration,
        IReadOnlyList<ArchiveEntry> function,
        IReadOnlyList<ArchiveEntry> layer,
        string distFolder,
        string outputFolder,
        DiagnosticList diagnostics)
    {
        Directory.CreateDirectory(outputFolder);
        var result = new BuildResult
        {
            Options = options,
            Configuration = OutputFile.Write(Path.Combine(outputFolder, ConfigurationName), configuration.Length, stream => stream.Write(configuration.Span)),
            LayerZip = OutputFile.WriteZip(Path.Combine(outputFolder, LayerZipName), layer),
            FunctionZip = OutputFile.WriteZip(Path.Combine(outputFolder, FunctionZipName), function),
            Architecture = ElfHeader.ArchitectureOf(Path.Combine(distFolder, LayerZip.BootstrapName)),
            Diagnostics = [],
        };
        PackageSizes.WarnOfUpload(result.FunctionZip, diagnostics);
        PackageSizes.WarnOfUpload(result.LayerZip, diagnostics);
        return result with { Diagnostics = diagnostics.ToSorted() };
    }
}
