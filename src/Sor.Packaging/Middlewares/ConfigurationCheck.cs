using System.Text;
using Sor.Configuration;
using Sor.JsonSchema;
using Sor.JsonSchema.Patterns;

namespace Sor.Packaging;

/// <summary>Whether a stage's <c>config</c> keeps the schema of its package. No <c>config</c> counts as an empty one.</summary>
internal sealed class ConfigurationCheck(DiagnosticList diagnostics)
{
    private static readonly SchemaOptions s_options = new() { Patterns = RegexPatterns.Instance, Formats = FormatChecker.Instance };

    /// <param name="package">The stage and its package.</param>
    /// <param name="text">The stage as it is written.</param>
    /// <param name="file">Path of <c>sor.yaml</c>.</param>
    public void Check(UsedPackage package, StageText text, string file)
    {
        if (package.Manifest.ConfigurationSchema is not { } written)
        {
            return;
        }

        var compiled = JsonSchema.JsonSchema.Compile(Encoding.UTF8.GetBytes(written), s_options);
        if (compiled.Schema is null)
        {
            TellSchema(compiled.Problems, package.Folder);
            return;
        }

        foreach (var error in compiled.Schema.Validate(Encoding.UTF8.GetBytes(package.Stage.Options.ConfigJson ?? "{}")).Errors)
        {
            var (key, position) = text.FindConfig(error.InstancePointer);
            diagnostics.Add(new Diagnostic
            {
                Code = DiagnosticCodes.BadStageConfig,
                File = file,
                Position = position,
                Key = key,
                Message = $"the package {Display.Quote(package.Manifest.Name)} does not take this configuration: {error.Message}",
                Fix = $"correct the value; the schema is in {Path.Combine(package.Folder, ManifestReader.FileName)}, at /configuration{error.SchemaPointer.TrimStart('#')}",
            });
        }
    }

    private void TellSchema(IEnumerable<SchemaProblem> problems, string folder)
    {
        foreach (var problem in problems)
        {
            diagnostics.Add(new Diagnostic
            {
                Code = DiagnosticCodes.BadSchema,
                File = Path.Combine(folder, ManifestReader.FileName),
                Key = "configuration",
                Message = $"the schema cannot be used, at {problem.Location}: {problem.Message}",
                Fix = "write a JSON Schema of draft 2020-12",
            });
        }
    }
}
