using Sor.Cli;
using Sor.Native;

Signals.SetProcessDefaults();
Descriptors.ReserveLowNumbers();
return await CommandLine.RunAsync(args, CliContext.OfProcess());
