using SharpFuzz;

namespace Sor.Fuzz;

/// <summary>Makes the assemblies under test count their branches.</summary>
internal static class Instrumentation
{
    private static readonly string[] s_assemblies = ["Sor.Abstractions", "Sor.Configuration", "Sor.Events", "Sor.JsonSchema", "Sor.JsonSchema.Patterns", "Sor.Protocol", "Sor.RuntimeApi"];

    public static int Run()
    {
        foreach (var name in s_assemblies)
        {
            var types = Fuzzer.Instrument(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"), static _ => true, Options.Value).Count();
            Console.WriteLine($"{name}: {types} types instrumented");
        }

        return 0;
    }
}
