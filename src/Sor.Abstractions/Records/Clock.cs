namespace Sor;

/// <summary>
/// A monotonic timestamp in ticks of the system's stopwatch. Handed to whoever measures, so that tests can; not <c>TimeProvider</c>, which brings
/// the time zones of the base library into every native executable (30 KB).
/// </summary>
public delegate long Clock();
