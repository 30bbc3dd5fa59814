using System.Text;
using Sor.Middleware;

namespace Samples;

/// <summary>Three events that only together go on: each waits for the two others.</summary>
internal static class Meeting
{
    private const int Places = 3;
    private static readonly TaskCompletionSource s_full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private static int s_arrived;

    public static async ValueTask<Outcome> ArriveAsync(Call call)
    {
        if (Interlocked.Increment(ref s_arrived) == Places)
            s_full.SetResult();
        await s_full.Task;
        return call.Go(Encoding.UTF8.GetBytes($"met {Encoding.UTF8.GetString(call.Payload.Span)}"));
    }
}
