namespace Sor.Cli;

/// <summary>Codes of the problems that the command line itself finds. A code is never given a second meaning, nor a new number.</summary>
internal static class CliCodes
{
    public const string Usage = "SOR3001";
    public const string BadEvent = "SOR3002";
    public const string BadEndpoint = "SOR3003";
    public const string NoSubject = "SOR3004";
    public const string CannotConnect = "SOR3101";
    public const string Refused = "SOR3102";
    public const string MissingPart = "SOR3201";
    public const string Internal = "SOR3901";
}
