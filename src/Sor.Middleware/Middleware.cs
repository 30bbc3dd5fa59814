namespace Sor.Middleware;

/// <summary>The short way to write a middleware that has one function for each phase. <see cref="MiddlewareProgram"/> is the long one.</summary>
/// <remarks>
/// The same program is a persistent middleware (kind <c>frames</c>: started once, <c>SOR_CHANNEL_FD</c> is set) and a plain
/// executable (kind <c>exec</c>: started for each event, with the phase as its argument).
/// </remarks>
public static class Middleware
{
    /// <summary>Serves until the host has no more work. A phase without a function leaves the payload as it is.</summary>
    /// <param name="before">Gets the event on its way in.</param>
    /// <param name="after">Gets the response on its way out.</param>
    /// <param name="error">Gets the failure of an inner stage.</param>
    /// <returns>The status that the process must end with.</returns>
    public static Task<int> RunAsync(Func<Call, Outcome>? before = null, Func<Call, Outcome>? after = null, Func<Call, Outcome>? error = null)
    {
        var program = new MiddlewareProgram();
        if (before is not null)
            program.Before(before);
        if (after is not null)
            program.After(after);
        if (error is not null)
            program.Error(error);
        return program.RunAsync();
    }

    /// <summary>The same for functions that wait for something.</summary>
    /// <inheritdoc cref="RunAsync(Func{Call, Outcome}?, Func{Call, Outcome}?, Func{Call, Outcome}?)"/>
    /// <param name="before">Gets the event on its way in.</param>
    /// <param name="after">Gets the response on its way out.</param>
    /// <param name="error">Gets the failure of an inner stage.</param>
    /// <param name="concurrency">How many events it takes at a time, see <see cref="MiddlewareProgram.Concurrency"/>.</param>
    public static Task<int> RunAsync(
        Func<Call, ValueTask<Outcome>>? before = null,
        Func<Call, ValueTask<Outcome>>? after = null,
        Func<Call, ValueTask<Outcome>>? error = null,
        int concurrency = 1)
    {
        var program = new MiddlewareProgram { Concurrency = concurrency };
        if (before is not null)
            program.Before(before);
        if (after is not null)
            program.After(after);
        if (error is not null)
            program.Error(error);
        return program.RunAsync();
    }
}
