using Sor.Middleware.Exec;
using Sor.Middleware.Frames;

namespace Sor.Middleware;

/// <summary>A program that hosts one stage or several: register functions, then <see cref="RunAsync"/>.</summary>
/// <example>
/// <code>
/// var program = new MiddlewareProgram { Concurrency = 16 };
/// program.OnStart(stage => Load(stage.Name));
/// program.Before(async call => ...);
/// program.After(call => ..., stage: "audit");
/// return await program.RunAsync();
/// </code>
/// </example>
public sealed class MiddlewareProgram
{
    /// <summary>Most events at a time that a program may announce.</summary>
    internal const int MaxConcurrency = 1000;

    private readonly Dictionary<(string? Stage, Phase Phase), Func<Call, ValueTask<Outcome>>> _functions = [];
    private Action<Stage>? _onStart;

    /// <summary>
    /// How many events a persistent program takes at a time: 1 to 1000, default 1. With 1 all functions run on the thread
    /// that called <see cref="RunAsync"/>, which is the fastest way; above, they run on the thread pool, several at once.
    /// </summary>
    public int Concurrency
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxConcurrency);
            field = value;
        }
    } = 1;

    /// <summary>Registers the function for events on their way in.</summary>
    /// <param name="function">Called once for each event.</param>
    /// <param name="stage">Binds it to one of several stages that share the process; null: any that has none of its own.</param>
    /// <exception cref="InvalidOperationException">It is the second function for the phase.</exception>
    public MiddlewareProgram Before(Func<Call, Outcome> function, string? stage = null) => On(Phase.Before, function, stage);

    /// <inheritdoc cref="Before(Func{Call, Outcome}, string?)"/>
    public MiddlewareProgram Before(Func<Call, ValueTask<Outcome>> function, string? stage = null) => On(Phase.Before, function, stage);

    /// <summary>Registers the function for responses on their way out. Otherwise as <see cref="Before(Func{Call, Outcome}, string?)"/>.</summary>
    public MiddlewareProgram After(Func<Call, Outcome> function, string? stage = null) => On(Phase.After, function, stage);

    /// <inheritdoc cref="After(Func{Call, Outcome}, string?)"/>
    public MiddlewareProgram After(Func<Call, ValueTask<Outcome>> function, string? stage = null) => On(Phase.After, function, stage);

    /// <summary>
    /// Registers the function for failures of inner stages. What goes on replaces the failure, a reply recovers.
    /// Otherwise as <see cref="Before(Func{Call, Outcome}, string?)"/>.
    /// </summary>
    public MiddlewareProgram Error(Func<Call, Outcome> function, string? stage = null) => On(Phase.Error, function, stage);

    /// <inheritdoc cref="Error(Func{Call, Outcome}, string?)"/>
    public MiddlewareProgram Error(Func<Call, ValueTask<Outcome>> function, string? stage = null) => On(Phase.Error, function, stage);

    /// <summary>Registers the function for any phase, <see cref="Phase.Handle"/> included.</summary>
    /// <inheritdoc cref="Before(Func{Call, Outcome}, string?)"/>
    /// <param name="phase">The phase that it is called for.</param>
    /// <param name="function">Called once for each event.</param>
    /// <param name="stage">Binds it to one of several stages that share the process; null: any that has none of its own.</param>
    public MiddlewareProgram On(Phase phase, Func<Call, Outcome> function, string? stage = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return On(phase, call => new ValueTask<Outcome>(function(call)), stage);
    }

    /// <inheritdoc cref="On(Phase, Func{Call, Outcome}, string?)"/>
    public MiddlewareProgram On(Phase phase, Func<Call, ValueTask<Outcome>> function, string? stage = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!_functions.TryAdd((stage, phase), function))
            throw new InvalidOperationException($"phase {phase} has a second function{(stage is null ? "" : $" for stage \"{stage}\"")}: keep one of them");
        return this;
    }

    /// <summary>
    /// Registers what prepares a stage before its first event: reads its configuration, opens connections. An exception ends
    /// the program, and the host tells it as the reason.
    /// </summary>
    public MiddlewareProgram OnStart(Action<Stage> prepare)
    {
        _onStart += prepare;
        return this;
    }

    /// <summary>
    /// Serves as the host that started the program asks for, until it has no more work. Reads block the calling thread: call
    /// it last, in <c>Main</c>.
    /// </summary>
    /// <returns>The status that the process must end with.</returns>
    public Task<int> RunAsync()
    {
        var channel = Environment.GetEnvironmentVariable(FrameProgram.ChannelVariable);
        return Task.FromResult(channel is null ? ExecProgram.Run(this) : FrameProgram.Run(this, channel));
    }

    /// <summary>Gives a stage its functions and prepares it. <see cref="FailureException"/> if the program has none for it.</summary>
    internal void Start(Stage stage)
    {
        for (var phase = Phase.Before; phase <= Phase.Handle; phase++)
        {
            if (_functions.GetValueOrDefault((stage.Name, phase)) is { } own)
                stage.Functions[(int)phase] = own;
            else
                stage.Functions[(int)phase] = _functions.GetValueOrDefault((null, phase));
        }

        if (stage.Functions.All(static function => function is null))
            throw new FailureException("Runtime.HandlerNotFound", $"this program has no function for stage \"{stage.Name}\": register one with Before, After or Error");
        _onStart?.Invoke(stage);
    }
}
