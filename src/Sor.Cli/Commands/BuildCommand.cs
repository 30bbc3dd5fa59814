using System.CommandLine;
using System.Globalization;
using Sor.Cli.Output;
using Sor.Packaging;

namespace Sor.Cli.Commands;

/// <summary><c>sor build</c>: makes the packages for AWS Lambda.</summary>
internal static class BuildCommand
{
    public const string Lesson =
        """
        Writes sor.json, function.zip (code and sor.json) and layer.zip (the runtime, and the packages that the pipeline uses
        by name), and says what packages ask for. Building the same files again gives the same bytes, wherever and whenever.

        Examples:
          sor build                               the function in this folder, into its folder .sor/build
          sor build examples/hello --output out   another folder, another place
          sor dev --zip .sor/build/function.zip --layer .sor/build/layer.zip
                                                  run what was built, as Lambda would
          aws lambda publish-layer-version --layer-name sor --zip-file fileb://.sor/build/layer.zip
          aws lambda create-function --function-name hello --runtime provided.al2023 --handler app.handle \
              --zip-file fileb://.sor/build/function.zip --layers LAYER_ARN --role ROLE_ARN
        """;

    private static readonly string s_defaultOutput = Path.Combine(".sor", "build");

    public static Command Create(CliContext context)
    {
        var folder = FolderArgument.Create();
        var output = new Option<string?>("--output") { Description = "Folder for the results. Default: .sor/build in the function's folder.", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print results and problems as one JSON object." };
        var command = new Command("build", "Make the packages for AWS Lambda.") { folder, output, json };
        command.SetAction(parsed =>
        {
            var source = context.FullPath(parsed.GetRequiredValue(folder));
            var target = parsed.GetValue(output) is { } named ? context.FullPath(named) : Path.Combine(source, s_defaultOutput);
            var result = FunctionBuilder.Build(source, AppContext.BaseDirectory.TrimEnd('/'), target);
            return parsed.GetValue(json) ? WriteJson(context, result) : WriteText(context, result);
        });
        return command;
    }

    private static int WriteText(CliContext context, BuildResult result)
    {
        Problems.Write(context, json: false, result.Diagnostics);
        if (!result.Succeeded)
            return ExitCodes.Configuration;
        PackageRequests.Write(context, result.Packages);
        foreach (var file in Files(result))
        {
            var size = file.Bytes.ToString("N0", CultureInfo.InvariantCulture);
            context.Output.WriteLine($"{file.Sha256[..12]}  {size,12} B  {file.Path}");
        }

        return ExitCodes.Success;
    }

    private static int WriteJson(CliContext context, BuildResult result)
    {
        Problems.WriteJson(context, json =>
        {
            json.WriteBoolean("succeeded", result.Succeeded);
            if (result.Architecture is not null)
                json.WriteString("architecture", result.Architecture);
            json.WriteStartArray("files");
            foreach (var file in Files(result))
            {
                json.WriteStartObject();
                json.WriteString("path", file.Path);
                json.WriteNumber("bytes", file.Bytes);
                json.WriteNumber("unzippedBytes", file.UnzippedBytes);
                json.WriteString("sha256", file.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            PackageRequests.WriteArray(json, result.Packages);
            Problems.WriteArray(json, result.Diagnostics);
        });
        return result.Succeeded ? ExitCodes.Success : ExitCodes.Configuration;
    }

    private static IEnumerable<BuiltFile> Files(BuildResult result) =>
        new[] { result.Configuration, result.FunctionZip, result.LayerZip }.OfType<BuiltFile>();
}
