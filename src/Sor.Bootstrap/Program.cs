using Sor.Bootstrap;
using Sor.Native;

// First of all: child processes and closed peers must behave as we expect, whatever our parent has set.
Signals.SetProcessDefaults();
Descriptors.ReserveLowNumbers();
using var process = new BootstrapProcess(new ProcessEnvironment());
return process.Run();
