using System.Runtime.CompilerServices;
using Sor.Native;

namespace Sor.Processes.Tests;

/// <summary>What every executable of ours does first; whoever started the tests may have left anything open or ignored.</summary>
internal static class ProcessSetUp
{
    [ModuleInitializer]
    internal static void Run()
    {
        Signals.SetProcessDefaults();
        Descriptors.ReserveLowNumbers();
    }
}
