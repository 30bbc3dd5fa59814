using Sor.IO;

namespace Sor.RuntimeApi.Tests;

/// <summary>Runs a client against a platform on an event loop of its own.</summary>
internal static class OnLoop
{
    // Only so that a broken client fails its test instead of hanging it.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(45);

    public static void Run(RuntimeApiEndpoint endpoint, Func<RuntimeApiClient, Task> test)
    {
        using var loop = new EventLoop();
        using var client = new RuntimeApiClient(loop, endpoint);
        var limit = new LoopTimer(loop, () => loop.Stop(-1));
        limit.ArmAfter(s_limit);

        var status = loop.Run(RunAsync(client, test));

        Assert.True(status == 0, "the client was still waiting at the limit");
    }

    private static async Task<int> RunAsync(RuntimeApiClient client, Func<RuntimeApiClient, Task> test)
    {
        await test(client);
        return 0;
    }
}
