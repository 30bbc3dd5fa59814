using Sor.Conformance.Children;
using Sor.Conformance.Exec;
using Sor.Conformance.Frames;
using Sor.Conformance.Lines;
using Sor.Conformance.Subjects;

namespace Sor.Conformance.Suites;

/// <summary>Starts the host's side for a program of any kind.</summary>
internal sealed class Sessions(Subject subject, TimeSpan patience)
{
    public Subject Subject => subject;

    public TimeSpan Patience => patience;

    /// <summary>The phase that a check uses when it names none.</summary>
    public string FirstPhase => subject.Phases[0];

    /// <summary>With this configuration; null: with the one that the program is tested with.</summary>
    public ISession Start(string? config = null) => StartExactly(config ?? subject.ConfigJson);

    /// <summary>With this configuration; null: with none.</summary>
    public ISession StartExactly(string? config) => subject.Kind switch
    {
        SubjectKind.Frames => FrameSession.Started(subject, config, patience),
        SubjectKind.Lines => new LinesSession(subject, config, patience),
        _ => new ExecSession(subject, config, patience),
    };

    public FrameSession Frames(int piece = int.MaxValue, string? members = null) =>
        FrameSession.Started(subject, subject.ConfigJson, patience, piece, members);
}
