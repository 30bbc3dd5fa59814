using System.Globalization;
using Sor.MicroBenchmarks;

// What costs microseconds is measured in its own process, without a platform around it: time and memory of one stage.
Console.WriteLine("| one stage, event of 1 KB, or what is named | µs | must ≤ | bytes allocated | must ≤ | verdict |\n|---|---|---|---|---|---|");
var missed = 0;
foreach (var measured in EngineCases.All().Concat(BuiltInCases.All()).Concat(EventCases.All()))
{
    var (nanoseconds, bytes) = Measurement.Of(measured);
    var isMet = nanoseconds <= measured.MaxMicroseconds * 1000 && bytes <= (measured.MaxBytes ?? long.MaxValue);
    missed += isMet ? 0 : 1;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {measured.Name} | {nanoseconds / 1000:0.000} | {measured.MaxMicroseconds} | {bytes} | {measured.MaxBytes?.ToString(CultureInfo.InvariantCulture) ?? "-"} | {(isMet ? "met" : "MISSED")} |"));
}

return missed == 0 ? 0 : 1;
