using System.Globalization;

namespace Sor.Fuzz;

/// <summary>Fuzzes one parser after the other.</summary>
internal static class Fuzzing
{
    public static int Run(string folder, TimeSpan limit, bool grow)
    {
        using var coverage = new CoverageMap();
        IFuzzTarget[] targets = [new HttpTarget(), new FrameTarget(), new NotesTarget(), new EventTarget(), new CloudEventsTarget(), new FormatsTarget(), new ConfigurationTarget(), new SchemaTarget()];
        var total = 0L;
        var crashes = 0;
        foreach (var target in targets)
        {
            var files = new InputFiles(folder, target.Name);
            using var loop = new FuzzLoop(target, coverage, files);
            var report = loop.Run(limit);
            total += report.Executions;
            crashes += report.Crash is null ? 0 : 1;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{target.Name}: {report.Executions} executions in {report.Seconds:0.0} s, {report.Branches} branches ({report.NewBranches} new), corpus {report.CorpusSize} ({report.NewInputs} new)"));
            if (report.Crash is { } crash)
                Console.WriteLine($"{target.Name}: CRASH: {crash}");
            else if (grow)
                Console.WriteLine($"{target.Name}: corpus written, {files.Replace(report.Smallest())} inputs");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"total: {total} executions, {crashes} crashes"));
        return crashes == 0 ? 0 : 1;
    }
}
