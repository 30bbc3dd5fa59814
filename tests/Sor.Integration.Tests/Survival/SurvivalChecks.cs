namespace Sor.Integration.Tests;

/// <summary>What holds around every misfortune: the next event is served by the same bootstrap, and nothing is left behind.</summary>
internal static class SurvivalChecks
{
    /// <summary>Delivers a good event, the bad one, and a good one again; returns the outcome of the bad one.</summary>
    public static async Task<Answer> SurvivesAsync(this BootstrapRun run, FakeEvent bad, string good = "\"good\"")
    {
        var pid = run.Pid;
        Assert.Equal(good, (await run.InvokeAsync(good)).ResponseText());
        Assert.Equal(good, (await run.InvokeAsync(good)).ResponseText());
        var level = await run.LevelAsync();

        var outcome = await run.InvokeAsync(bad);

        Assert.Equal(good, (await run.InvokeAsync(good)).ResponseText());
        await run.ReturnsToAsync(level);
        Assert.Equal(pid, run.Pid);
        return outcome;
    }

    /// <inheritdoc cref="SurvivesAsync(BootstrapRun, FakeEvent, string)"/>
    public static Task<Answer> SurvivesAsync(this BootstrapRun run, string bad) => run.SurvivesAsync(new FakeEvent { Text = bad });
}
