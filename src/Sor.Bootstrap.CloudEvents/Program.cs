using Sor.Bootstrap;
using Sor.BuiltIns;
using Sor.Native;

// As bootstrap, which becomes this program where a function's pipeline has the boundary of CloudEvents.
Signals.SetProcessDefaults();
Descriptors.ReserveLowNumbers();
using var process = new BootstrapProcess(new ProcessEnvironment(), CloudEventsStages.Make);
return process.Run();
