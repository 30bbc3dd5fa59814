namespace Sor.Conformance.Tests;

/// <summary>Workers that promise what they do not keep: in their manifest, or as probes.</summary>
public sealed class WorkerPromiseTests
{
    [Fact]
    public void A_probe_that_hangs_in_the_place_of_its_end_is_caught()
    {
        var options = Programs.Options("breakers/frames") with { Kind = "frames", ConfigJson = """{"break":"hangs"}""", Phases = ["before"], IsProbe = true };

        var crash = Programs.Run(options).First(result => result.Rule.Id == "probe.crash");

        Assert.Equal(CheckOutcome.Failed, crash.Outcome);
        Assert.Contains("no answer", crash.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_says_another_concurrency_is_caught()
    {
        using var package = Package("concurrency", "\"concurrency\": 2");

        var failed = FirstFailure(package.Path);

        Assert.Equal("frames.concurrency", failed?.Rule.Id);
        Assert.Contains("`ready` says concurrency 4, the manifest 2", failed!.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_that_serves_several_events_in_turn_is_caught()
    {
        using var package = Package("concurrency", "\"concurrency\": 4");

        var result = Programs.Run(Programs.Options(package.Path) with { IsProbe = true }).First(result => result.Rule.Id == "probe.concurrency");

        Assert.Equal(CheckOutcome.Failed, result.Outcome);
        Assert.Contains("was answered before the one that does not", result.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shared_worker_that_serves_one_stage_alone_is_caught()
    {
        using var package = Package("first stage alone", "\"shared\": true");

        var failed = FirstFailure(package.Path);

        Assert.Equal("frames.stages", failed?.Rule.Id);
    }

    private static CheckResult? FirstFailure(string package) =>
        Programs.Run(Programs.Options(package)).FirstOrDefault(result => result.Outcome == CheckOutcome.Failed);

    private static Sor.TestSupport.TemporaryFolder Package(string how, string member)
    {
        var folder = new Sor.TestSupport.TemporaryFolder();
        var program = Path.Combine(folder.Path, "worker");
        File.Copy(Path.Combine(Programs.Folder, "breakers", "frames"), program);
        folder.Write("middleware.json", $$"""{"name": "worker", "version": "1.0.0", "kind": "frames", "command": ["./worker"], "phases": ["before"], "configuration": true, {{member}}}""");
        folder.Write("vectors.json", $$$"""[{"name": "any", "config": {"break": "{{{how}}}"}, "phase": "before", "input": "{}", "expect": {"outcome": "payload"}}]""");
        return folder;
    }
}
