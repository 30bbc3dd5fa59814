namespace Sor.IO.Tests;

public sealed class CompletionTests
{
    [Fact]
    public async Task The_waiter_goes_on_inside_of_the_call_that_sets_the_result()
    {
        var completion = new Completion<int>();
        var steps = new List<string>();
        async Task WaitAsync() => steps.Add($"got {await completion.Begin()}");

        var waiting = WaitAsync();
        steps.Add("set");
        completion.Set(7);
        steps.Add("after");
        await waiting;

        Assert.Equal(["set", "got 7", "after"], steps);
    }

    [Fact]
    public async Task It_is_used_again_and_again_also_by_the_waiter_itself()
    {
        var completion = new Completion<int>();
        var sum = 0;
        async Task WaitAsync()
        {
            for (var i = 0; i < 3; i++)
                sum += await completion.Begin();
        }

        var waiting = WaitAsync();
        for (var i = 1; i <= 3; i++)
            completion.Set(i);
        await waiting;

        Assert.Equal(6, sum);
        Assert.False(completion.IsPending);
    }

    [Fact]
    public void A_result_that_nobody_waits_for_is_dropped()
    {
        var completion = new Completion<int>();

        completion.Set(1);

        Assert.False(completion.IsPending);
        Assert.False(WaitAsync(completion).IsCompleted);
    }

    [Fact]
    public void Two_waiters_at_a_time_are_refused()
    {
        var completion = new Completion<int>();
        var first = WaitAsync(completion);

        Assert.IsType<InvalidOperationException>(WaitAsync(completion).Exception?.InnerException);
        Assert.False(first.IsCompleted);
    }

    private static async Task<int> WaitAsync(Completion<int> completion) => await completion.Begin();
}
