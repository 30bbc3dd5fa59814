namespace Sor;

/// <summary>The moments at which a stage may act. The names on the wire are in <see cref="PhaseNames"/>.</summary>
[Flags]
public enum Phase
{
    None = 0,

    /// <summary>On the way in, in listed order.</summary>
    Before = 1,

    /// <summary>On the way out, in reverse order, for stages whose <see cref="Before"/> completed.</summary>
    After = 2,

    /// <summary>On the way out when something inside failed; only for stages that declare it.</summary>
    Error = 4,

    /// <summary>The handler itself: the innermost stage has this phase and no other.</summary>
    Handle = 8,
}

/// <summary>Names of the phases as programs see them: the first argument of an executable, <c>phase</c> in a frame.</summary>
public static class PhaseNames
{
    public static string NameOf(Phase phase) => phase switch
    {
        Phase.Before => "before",
        Phase.After => "after",
        Phase.Error => "error",
        Phase.Handle => "handle",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "one single phase has a name"),
    };

    /// <summary>The phase of a name that a manifest or a configuration may list; <see cref="Phase.None"/> when unknown.</summary>
    public static Phase Parse(string name) => name switch
    {
        "before" => Phase.Before,
        "after" => Phase.After,
        "error" => Phase.Error,
        _ => Phase.None,
    };
}
