using System.Globalization;
using Sor.Fuzz;

// Two steps, because an assembly must be instrumented before it is loaded:
//   Sor.Fuzz instrument                      changes the assemblies beside this one
//   Sor.Fuzz run FOLDER SECONDS [grow]       fuzzes; FOLDER holds corpus/ and gets crashes/
return args switch
{
    ["instrument"] => Instrumentation.Run(),
    ["run", var folder, var seconds] when TryParse(seconds, out var limit) => Fuzzing.Run(folder, limit, grow: false),
    ["run", var folder, var seconds, "grow"] when TryParse(seconds, out var limit) => Fuzzing.Run(folder, limit, grow: true),
    _ => Refuse(),
};

static bool TryParse(string text, out TimeSpan limit)
{
    var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
    limit = TimeSpan.FromSeconds(seconds);
    return isNumber;
}

static int Refuse()
{
    Console.Error.WriteLine("usage: Sor.Fuzz instrument | Sor.Fuzz run FOLDER SECONDS [grow]");
    return 2;
}
