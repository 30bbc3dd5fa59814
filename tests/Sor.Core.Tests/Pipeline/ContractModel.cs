namespace Sor.Core.Tests;

/// <summary>What one phase of a generated program does.</summary>
public enum Behaviour
{
    Mark,
    Reply,
    Fail,
    Throw,

    /// <summary>Of an <c>error</c> phase: puts out something that is no failure.</summary>
    Garbage,
}

/// <summary>A generated program: what it declares, and what each of its phases does.</summary>
public sealed record Design(Phase Phases, Behaviour Before, Behaviour After, Behaviour Error)
{
    public bool Declares(Phase phase) => (Phases & phase) != 0;

    public override string ToString() => $"[{Phases}: {Before}/{After}/{Error}]";
}

/// <summary>The contract of phases, told a second time in the simplest way: one loop inwards, one loop outwards.</summary>
internal sealed class ContractModel
{
    private readonly List<string> _journal = [];
    private string _text = "e";
    private string? _failure;

    public string Journal => string.Join(", ", _journal);

    public string Answer => _failure is null ? _text : $"!{_failure}";

    public static ContractModel Run(IReadOnlyList<Design> designs, Behaviour handler)
    {
        var model = new ContractModel();
        var turn = model.GoInwards(designs);
        if (turn == designs.Count)
            model.Handle(handler);
        model.GoOutwards(designs, Math.Min(turn, designs.Count));
        return model;
    }

    /// <summary>The position at which the way in ended; the number of designs when it reached the handler.</summary>
    private int GoInwards(IReadOnlyList<Design> designs)
    {
        for (var i = 0; i < designs.Count; i++)
        {
            if (!designs[i].Declares(Phase.Before))
                continue;
            _journal.Add($"before s{i}");
            switch (designs[i].Before)
            {
                case Behaviour.Mark:
                    _text += $" >s{i}";
                    continue;
                case Behaviour.Reply:
                    _text = $"reply{i}";
                    return i;
                default:
                    _failure = FailureOf(designs[i].Before, i);
                    return i;
            }
        }

        return designs.Count;
    }

    private void Handle(Behaviour handler)
    {
        _journal.Add("handle h");
        if (handler == Behaviour.Mark)
            _text += " h";
        else if (handler == Behaviour.Reply)
            _text = "replyh";
        else
            _failure = handler == Behaviour.Throw ? FailureTypes.Internal : "failh";
    }

    private void GoOutwards(IReadOnlyList<Design> designs, int from)
    {
        for (var i = from - 1; i >= 0; i--)
        {
            if (_failure is null && designs[i].Declares(Phase.After))
                RunAfter(designs[i].After, i);
            else if (_failure is not null && designs[i].Declares(Phase.Error))
                RunError(designs[i].Error, i);
        }
    }

    private void RunAfter(Behaviour behaviour, int i)
    {
        _journal.Add($"after s{i}");
        if (behaviour == Behaviour.Mark)
            _text += $" <s{i}";
        else if (behaviour == Behaviour.Reply)
            _text = $"reply{i}";
        else
            _failure = FailureOf(behaviour, i);
    }

    private void RunError(Behaviour behaviour, int i)
    {
        _journal.Add($"error s{i}");
        if (behaviour == Behaviour.Mark)
            _failure = $"changed{i}";
        if (behaviour != Behaviour.Reply)
            return;
        _failure = null;
        _text = $"reply{i}";
    }

    private static string FailureOf(Behaviour behaviour, int i) => behaviour == Behaviour.Throw ? FailureTypes.Internal : $"fail{i}";
}
