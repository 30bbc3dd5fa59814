namespace Sor.Processes;

/// <summary>One persistent process that takes events until it is lost, as its pool sees it.</summary>
internal interface IWorker : IDisposable
{
    /// <summary>Whether it has been started and cannot be given events yet.</summary>
    bool IsStarting { get; }

    /// <summary>Whether it can be given an event right now.</summary>
    bool HasRoom { get; }

    /// <summary>Whether it has no event to work on.</summary>
    bool IsIdle { get; }

    /// <summary>Whether it finishes what it has and is given nothing more.</summary>
    bool IsDraining { get; }

    /// <summary>Whether it is of no use any more.</summary>
    bool IsDead { get; }

    /// <summary>Whether another process of its kind would help when it has no room: not where it takes many events at once.</summary>
    bool IsExclusive { get; }

    /// <summary>What ended it; null while it lives, or when it never was of use.</summary>
    string? DeathReason { get; }

    /// <summary>Asks it to finish and end by itself; returns at once.</summary>
    void AskToEnd();

    /// <summary>Ends it while it is still starting.</summary>
    void GiveUp();
}
