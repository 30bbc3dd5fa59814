using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sor.Cli.Output;
using Sor.Configuration;
using Sor.Conformance;
using Sor.Conformance.Reports;
using Sor.Conformance.Subjects;

namespace Sor.Cli.Commands;

/// <summary><c>sor conformance</c>: judges a middleware or a language runtime by the contract.</summary>
internal static class ConformanceCommand
{
    public const string Lesson =
        """
        sor plays the host for one program, in whatever language it is written, and says which rules of the contract it breaks,
        what was seen, and how to mend it. docs/reference/conformance.md lists the rules.

        Examples:
          sor conformance middlewares/redact               a package: a folder with middleware.json
          sor conformance middlewares/stamp                a plain executable
          sor conformance ./worker.py --kind frames        a program that stays alive and speaks frames
          sor conformance . --kind lines --command "jq -c --unbuffered ."
          sor conformance examples/hello --runtime python --handler app.handle
                                                           a language runtime with a handler
        """;

    private const int DefaultPatienceSeconds = 10;

    public static Command Create(CliContext context)
    {
        var path = new Argument<string>("PATH") { Description = "An executable, a package's folder, or with --runtime a function's folder." };
        var kind = new Option<string?>("--kind") { Description = "How the program is spoken with: exec, lines or frames. Default: the manifest's, or exec.", HelpName = "KIND" };
        var command = new Option<string?>("--command") { Description = "Command line in place of the program, split at blanks.", HelpName = "WORDS" };
        var config = new Option<string?>("--stage-config") { Description = "File with the stage's configuration, JSON. Default: the first one in the package's vectors.json.", HelpName = "FILE" };
        var runtime = new Option<string?>("--runtime") { Description = "Test this language runtime: python or node.", HelpName = "NAME" };
        var handler = new Option<string?>("--handler") { Description = "Handler for --runtime.", HelpName = "HANDLER" };
        var phases = new Option<string?>("--phases") { Description = "Phases that the program has, with commas. Default: the manifest's, or before,after.", HelpName = "PHASES" };
        var envelope = new Option<bool>("--envelope") { Description = "Of the kind lines: requests and answers stand in envelopes with an id." };
        var probe = new Option<bool>("--probe") { Description = "The program obeys the probe contract (spec/probe.md): judge what it answers, too." };
        var patience = new Option<int>("--patience")
        {
            Description = "Seconds that silence is borne, each time. 1 to 600.",
            DefaultValueFactory = _ => DefaultPatienceSeconds,
            HelpName = "SECONDS",
        };
        patience.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > 600))
                result.AddError($"\"{token.Value}\" is no time: --patience takes a number of seconds from 1 to 600");
        });
        var json = new Option<bool>("--json") { Description = "Report as one JSON object." };
        var verb = new Command("conformance", "Judge a middleware or a language runtime by the contract.") { path, kind, command, config, runtime, handler, phases, envelope, probe, patience, json };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(kind) is { } name && name is not ("exec" or "lines" or "frames"))
                result.AddError($"\"{name}\" is no kind: --kind takes exec, lines or frames");
            if (result.GetValue(handler) is not null && result.GetValue(runtime) is null)
                result.AddError("--handler needs --runtime");
            var unknown = (result.GetValue(phases) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Except(["before", "after", "error"]).FirstOrDefault();
            if (unknown is not null)
                result.AddError($"\"{unknown}\" is no phase: --phases takes before, after and error");
        });
        verb.SetAction(parsed =>
        {
            if (!TryReadConfig(context, parsed.GetValue(config), out var text, out var mistake))
            {
                Problems.Write(context, parsed.GetValue(json), mistake);
                return ExitCodes.Usage;
            }

            var options = new SubjectOptions
            {
                Path = context.FullPath(parsed.GetRequiredValue(path)).TrimEnd('/'),
                Kind = parsed.GetValue(kind),
                Command = parsed.GetValue(command),
                ConfigJson = text,
                Runtime = parsed.GetValue(runtime),
                Handler = parsed.GetValue(handler),
                Phases = (parsed.GetValue(phases) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries),
                IsEnvelope = parsed.GetValue(envelope),
                IsProbe = parsed.GetValue(probe),
                InstallFolder = AppContext.BaseDirectory.TrimEnd('/'),
            };
            return Run(context, options, TimeSpan.FromSeconds(parsed.GetValue(patience)), parsed.GetValue(json));
        });
        return verb;
    }

    private static int Run(CliContext context, SubjectOptions options, TimeSpan patience, bool json)
    {
        if (SubjectReader.Read(options, out var problem) is not { } subject)
        {
            var code = problem!.IsMissingPart ? CliCodes.MissingPart : CliCodes.NoSubject;
            Problems.Write(context, json, problem.Manifest is { Count: > 0 } wrong ? wrong : [new Diagnostic { Code = code, Message = problem.Message, Fix = problem.Fix }]);
            return problem.IsMissingPart ? ExitCodes.Unsupported : ExitCodes.Usage;
        }

        var kind = subject.Kind.ToString().ToLowerInvariant();
        var run = new ConformanceRun(subject, patience);
        List<CheckResult> results = [];
        if (json)
        {
            results.AddRange(run.Run());
            Problems.WriteJson(context, writer => JsonReport.Write(writer, subject.Name, kind, results));
        }
        else
        {
            var report = new TextReport(context.Output);
            report.Begin(subject.Name, kind);
            foreach (var result in run.Run())
            {
                report.Tell(result);
                results.Add(result);
            }

            report.End(results);
        }

        return results.Any(result => result.Outcome is CheckOutcome.Failed) ? ExitCodes.FunctionError : ExitCodes.Success;
    }

    private static bool TryReadConfig(CliContext context, string? path, out string? text, out Diagnostic mistake)
    {
        text = null;
        mistake = new Diagnostic { Code = CliCodes.Usage, Message = "", Fix = "name a file with one JSON object" };
        if (path is null)
            return true;
        try
        {
            text = File.ReadAllText(context.FullPath(path), Encoding.UTF8);
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            mistake = mistake with { Message = $"{path} cannot be used: {FileProblems.Of(problem, path)}" };
            return false;
        }
    }
}
