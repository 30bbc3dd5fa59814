using System.Diagnostics;
using System.Runtime.CompilerServices;
using Sor.Conformance.Subjects;
using Sor.Native;

namespace Sor.Conformance.Tests;

/// <summary>The programs under <c>tests/Conformance</c>, and runs of the kit over them.</summary>
internal static class Programs
{
    // Far above what an interpreter needs; a breaker that is silent costs one of it.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(6);

    public static string Root { get; } = FindRoot();

    public static string Folder { get; } = Path.Combine(Root, "tests", "Conformance");

    [ModuleInitializer]
    internal static void Prepare()
    {
        Signals.SetProcessDefaults();
        Descriptors.ReserveLowNumbers();
    }

    public static SubjectOptions Options(string path) => new() { Path = Path.Combine(Folder, path), InstallFolder = Root };

    /// <summary>The results, each made when it is asked for.</summary>
    public static IEnumerable<CheckResult> Run(SubjectOptions options)
    {
        var subject = SubjectReader.Read(options, out var problem);
        Assert.True(subject is not null, problem?.Message);
        return new ConformanceRun(subject, s_patience).Run();
    }

    /// <summary>Compiles the probe in C.</summary>
    public static void Compile()
    {
        var folder = Path.Combine(Folder, "probes", "c");
        using var gcc = Process.Start(new ProcessStartInfo("gcc", ["-O1", "-o", "probe", "probe.c"]) { WorkingDirectory = folder })!;
        Assert.True(gcc.WaitForExit(TimeSpan.FromMinutes(2)));
        Assert.Equal(0, gcc.ExitCode);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "sor.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
