using System.Runtime.InteropServices;

namespace Sor.Native;

/// <summary>The error numbers of Linux that callers tell apart (the same on x86-64 and arm64).</summary>
public static class ErrorNumber
{
    public const int NoEntry = 2;
    public const int Interrupted = 4;
    public const int BadDescriptor = 9;
    public const int WouldBlock = 11;
    public const int NotPermitted = 13;
    public const int Exists = 17;
    public const int NoSuchDeviceOrAddress = 6;
    public const int NoExecFormat = 8;
    public const int BrokenPipe = 32;
    public const int ConnectionReset = 104;
    public const int ConnectionRefused = 111;
    public const int InProgress = 115;

    /// <summary>Number of the last failed call of this thread.</summary>
    public static int Last => Marshal.GetLastPInvokeError();

    /// <summary>Text of an error number, as the C library words it.</summary>
    public static string Describe(int number) => Marshal.GetPInvokeErrorMessage(number);
}
