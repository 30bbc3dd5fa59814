using System.Globalization;
using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>Lambda's limits, checked before Lambda does.</summary>
internal static class PackageSizes
{
    public static void CheckUnzipped(string functionFolder, IReadOnlyList<ArchiveEntry> function, IReadOnlyList<ArchiveEntry> layer, DiagnosticList diagnostics)
    {
        var functionBytes = function.Sum(static entry => entry.Length);
        var layerBytes = layer.Sum(static entry => entry.Length);
        if (functionBytes + layerBytes > ArchiveLimits.UnzippedBytes)
        {
            var largest = function.Concat(layer).OrderByDescending(static entry => entry.Length).Take(3)
                .Select(static entry => $"{entry.Path} ({Megabytes(entry.Length)})");
            diagnostics.Add(new Diagnostic
            {
                Code = DiagnosticCodes.PackageTooLarge,
                File = functionFolder,
                Message = $"function ({Megabytes(functionBytes)}) and layer ({Megabytes(layerBytes)}) are too large for Lambda; the largest files: {string.Join(", ", largest)}",
                Allowed = $"{Megabytes(ArchiveLimits.UnzippedBytes)}, unpacked, together with all other layers",
                Fix = $"leave files out by {IgnoreRules.FileName}, or deploy a container image",
            });
        }
    }

    public static void WarnOfUpload(BuiltFile zip, DiagnosticList diagnostics)
    {
        if (zip.Bytes > ArchiveLimits.DirectUploadBytes)
        {
            diagnostics.Add(new Diagnostic
            {
                Code = DiagnosticCodes.UploadTooLarge,
                Severity = DiagnosticSeverity.Warning,
                File = zip.Path,
                Message = $"the zip has {Megabytes(zip.Bytes)}: too much for a direct upload",
                Allowed = Megabytes(ArchiveLimits.DirectUploadBytes),
                Fix = $"upload it by way of S3, or leave files out by {IgnoreRules.FileName}",
            });
        }
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024.0):0.#} MB");
}
