using System.Diagnostics.CodeAnalysis;

namespace Sor.Native;

/// <summary>A call of the operating system failed in a way its caller did not expect.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "an error number is what it is about")]
public sealed class NativeException(string call, int number) : Exception($"{call}: {ErrorNumber.Describe(number)} (errno {number})")
{
    /// <summary>The error number, see <see cref="Native.ErrorNumber"/>.</summary>
    public int Number { get; } = number;

    [DoesNotReturn]
    internal static void ThrowLast(string call) => throw new NativeException(call, ErrorNumber.Last);
}
