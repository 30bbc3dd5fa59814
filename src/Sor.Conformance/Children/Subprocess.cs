using System.Diagnostics;
using Sor.Conformance.Subjects;
using Sor.Native;

namespace Sor.Conformance.Children;

/// <summary>One process of the program under test. Disposing it ends its whole group.</summary>
internal sealed class Subprocess : IDisposable
{
    private readonly SpawnTemplate _template;
    private readonly ChildProcess _process;

    private Subprocess(SpawnTemplate template, ChildProcess process, ByteDrain output, ByteDrain error)
    {
        _template = template;
        _process = process;
        Output = output;
        Error = error;
    }

    public ByteDrain Output { get; }

    public ByteDrain Error { get; }

    /// <param name="subject">What is started.</param>
    /// <param name="lastArgument">Added to its command; null: nothing.</param>
    /// <param name="config">Configuration of its stage, JSON.</param>
    /// <param name="variables">What its kind adds to the environment.</param>
    /// <param name="descriptors">Its descriptors besides STDOUT and STDERR; the caller closes them.</param>
    public static Subprocess Start(
        Subject subject, string? lastArgument, string? config, IEnumerable<(string Name, string Value)> variables, params ReadOnlySpan<(Descriptor Source, int Target)> descriptors)
    {
        var environment = new Dictionary<string, string>(subject.Environment);
        if (subject.Handler is null)
            environment["SOR_STAGE"] = subject.Stage;
        if (config is not null)
            environment["SOR_STAGE_CONFIG"] = config;
        foreach (var (name, value) in variables)
            environment[name] = value;
        string[] arguments = lastArgument is null ? [.. subject.Command] : [.. subject.Command, lastArgument];
        var template = new SpawnTemplate(subject.Command[0], arguments, [.. environment.Select(pair => $"{pair.Key}={pair.Value}")], subject.Folder);
        var (output, outputEnd) = Descriptors.Pipe(nonBlockingRead: false, nonBlockingWrite: false);
        var (error, errorEnd) = Descriptors.Pipe(nonBlockingRead: false, nonBlockingWrite: false);
        try
        {
            var process = template.Start([.. descriptors, (outputEnd, 1), (errorEnd, 2)]);
            return new Subprocess(template, process, new ByteDrain(output), new ByteDrain(error));
        }
        catch (NativeException problem)
        {
            template.Dispose();
            output.Dispose();
            error.Dispose();
            throw new Violation("start", $"it cannot be started: {problem.Message}");
        }
        finally
        {
            outputEnd.Dispose();
            errorEnd.Dispose();
        }
    }

    /// <summary>How it ended, or null when it has not in time.</summary>
    public ExitStatus? WaitExit(TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        for (; ; )
        {
            var left = patience - clock.Elapsed;
            _ = Descriptors.WaitReadable(_process.Exit, (int)Math.Max(0, left.TotalMilliseconds));
            if (_process.TryReap())
                return _process.Status;
            if (left <= TimeSpan.Zero)
                return null;
        }
    }

    /// <summary>The end of STDERR as half a sentence; empty when it said nothing.</summary>
    public string ErrorText()
    {
        var tail = Error.Tail();
        return tail.Length == 0 ? "" : $"; last line of STDERR: {tail}";
    }

    public void Dispose()
    {
        _process.KillGroup();
        while (!_process.TryReap())
            _ = Descriptors.WaitReadable(_process.Exit, 100);
        Output.Dispose();
        Error.Dispose();
        _process.Dispose();
        _template.Dispose();
    }
}
