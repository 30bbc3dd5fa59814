namespace Sor.Cli;

/// <summary>Exit statuses of every verb. A status is never given a second meaning.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The function was run and failed; or checks of a program failed.</summary>
    public const int FunctionError = 1;

    /// <summary>The command line cannot be understood.</summary>
    public const int Usage = 2;

    /// <summary>The function's configuration or one of its files must be mended.</summary>
    public const int Configuration = 3;

    /// <summary>The endpoint refused the call: the function was not run.</summary>
    public const int ServiceError = 4;

    /// <summary>Nothing answers at the endpoint.</summary>
    public const int CannotConnect = 5;

    /// <summary>This machine or installation lacks something that is needed.</summary>
    public const int Unsupported = 6;

    /// <summary>A fault of sor itself.</summary>
    public const int Internal = 70;
}
