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

    public ISession Start(string? config = null) => subject.Kind switch
    {
        SubjectKind.Frames => Frames(config),
        SubjectKind.Lines => new LinesSession(subject, config ?? subject.ConfigJson, patience),
        _ => new ExecSession(subject, config ?? subject.ConfigJson, patience),
    };

    public FrameSession Frames(string? config = null, int piece = int.MaxValue, string? members = null) =>
        FrameSession.Started(subject, config ?? subject.ConfigJson, patience, piece, members);
}
