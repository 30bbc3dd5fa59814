using System.Globalization;
using Sor.MicroBenchmarks;

// What costs microseconds is measured in its own process, without a platform around it: time and memory of one call.
Console.WriteLine("| one call, event of 1 KB | µs | bytes allocated |\n|---|---|---|");
foreach (var measured in BuiltInCases.All())
{
    var (nanoseconds, bytes) = Measurement.Of(measured);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {measured.Name} | {nanoseconds / 1000:0.00} | {bytes} |"));
}
