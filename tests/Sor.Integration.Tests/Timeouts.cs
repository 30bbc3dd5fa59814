namespace Sor.Integration.Tests;

/// <summary>Deadlines of tests about missed ones.</summary>
internal static class Timeouts
{
    /// <summary>An event whose deadline is near, though not so near that a healthy stage would miss it.</summary>
    public static FakeEvent Short(string text) => new() { Text = text, Timeout = TimeSpan.FromMilliseconds(1500) };
}
