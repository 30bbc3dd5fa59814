using System.Security.Cryptography;
using Sor.BuiltIns;
using Sor.Configuration;
using Sor.IO;
using Sor.Processes;
using Sor.Processes.Tests;

namespace Sor.Library.Tests;

/// <summary>A package as a stage of a pipeline: its real program, in an event loop of its own.</summary>
internal sealed class Stage : IDisposable
{
    private readonly LoopHost _loop = new();
    private readonly IPhaseProgram _program;

    /// <param name="package">Whose program it is.</param>
    /// <param name="config">The stage's configuration as JSON; null: none.</param>
    /// <param name="kind">How it is run; null: as its manifest says.</param>
    internal Stage(Package package, string? config, StageKind? kind = null)
    {
        var host = _loop.Host with
        {
            Environment = new ChildEnvironment(
            [
                new("PATH", "/usr/bin:/bin"),
                new("PYTHONPATH", Path.Combine(Repository.Root, "runtimes/python")),
                new("NODE_PATH", Path.Combine(Repository.Root, "runtimes/node")),
            ]),
        };
        var options = new StageOptions
        {
            Name = package.Name,
            Use = package.Name,
            Phases = package.Manifest.Phases,
            ConfigJson = config,
            Envelope = package.Manifest.Envelope,
            Standby = false,
        };
        _program = (kind ?? package.Kind) switch
        {
            StageKind.Exec => new ExecProgram(host, options, package.Command),
            StageKind.Lines => new LinesProgram(host, options, package.Command),
            StageKind.Frames => new FrameProgram(host, options, package.Command),
            StageKind.BuiltIn => MakeBuiltIn(package, config),
            _ => throw new NotSupportedException($"{package.Name}: no test runs this kind here"),
        };
    }

    /// <summary>Lines that a built-in has logged.</summary>
    internal List<string> Lines { get; } = [];

    /// <summary>What programs have written to STDERR.</summary>
    internal string Log => _loop.Log;

    /// <summary>What programs have written to STDOUT.</summary>
    internal string Output => File.ReadAllText(_loop["stdout"]);

    internal Outcome Run(Phase phase, Invocation invocation)
    {
        var outcome = default(Outcome);
        _loop.Run(async () =>
        {
            outcome = await _program.RunAsync(phase, invocation);

            // What was logged comes by another way than the answer.
            _ = await _loop.Loop.TurnAsync();
        });
        return outcome;
    }

    public void Dispose()
    {
        (_program as IDisposable)?.Dispose();
        _loop.Dispose();
    }

    private IPhaseProgram MakeBuiltIn(Package package, string? config)
    {
        var host = new BuiltInHost
        {
            Clock = static () => EventLoop.Now,
            FillRandom = RandomNumberGenerator.Fill,
            WriteLine = line => Lines.Add(System.Text.Encoding.UTF8.GetString(line)),
            Say = Lines.Add,
        };
        if (package.Name == BuiltInCatalogue.CloudEvents)
            return new InnerProgram(BuiltInCatalogue.MakeBoundary(package.Name, config, host, out var wrong) ?? throw new ArgumentException(wrong));
        Assert.True(BuiltInCatalogue.TryMake(package.Name, package.Name, Phase.None, config, host, out var program, out var problem), problem);
        return program!;
    }
}
