using System.Globalization;
using Sor.MicroBenchmarks;

// What costs microseconds is measured in its own process, without a platform around it: time and memory of one stage.
Console.WriteLine("| one stage, event of 1 KB, or what is named | µs | must ≤ | bytes allocated | must ≤ | verdict |\n|---|---|---|---|---|---|");
var missed = 0;
foreach (var measured in EngineCases.All().Concat(BuiltInCases.All()).Concat(EventCases.All()))
{
    var (microseconds, bytes) = Measurement.Of(measured);
    var isMet = microseconds <= measured.MaxMicroseconds && bytes <= (measured.MaxBytes ?? long.MaxValue);
    missed += isMet ? 0 : 1;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {measured.Name} | {microseconds:0.000} | {measured.MaxMicroseconds} | {bytes} | {measured.MaxBytes?.ToString(CultureInfo.InvariantCulture) ?? "-"} | {(isMet ? "met" : "MISSED")} |"));
}

Console.WriteLine("\n| against CloudNative.CloudEvents | µs | µs of the other | ratio | must ≥ | verdict |\n|---|---|---|---|---|---|");
foreach (var compared in CloudEventCases.Comparisons())
{
    var (ours, theirs, ratio) = compared.Measure();
    var isMet = ratio >= compared.MinRatio;
    missed += isMet ? 0 : 1;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {compared.Name} | {ours:0.000} | {theirs:0.000} | {ratio:0.00} | {compared.MinRatio} | {(isMet ? "met" : "MISSED")} |"));
}

Console.WriteLine("\n| as a batch grows | records | µs a record | records | µs a record | ratio | must ≤ | verdict |\n|---|---|---|---|---|---|---|---|");
foreach (var growth in CloudEventCases.Growths())
{
    var (small, large, ratio) = growth.Measure();
    var isMet = ratio <= growth.MaxRatio;
    missed += isMet ? 0 : 1;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {growth.Name} | {growth.Small} | {small:0.000} | {growth.Large} | {large:0.000} | {ratio:0.00} | {growth.MaxRatio} | {(isMet ? "met" : "MISSED")} |"));
}

return missed == 0 ? 0 : 1;
