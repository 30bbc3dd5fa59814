namespace Sor.DevServer;

/// <summary>
/// Codes of the problems that the local platform finds itself. A code is never given a second meaning, nor a new number.
/// 20xx what is to be served, 21xx what is needed to serve it.
/// </summary>
public static class DevCodes
{
    public const string NoFunction = "SOR2001";
    public const string CannotRead = "SOR2002";
    public const string CannotWrite = "SOR2003";
    public const string NoBootstrap = "SOR2101";
    public const string NoIsolation = "SOR2102";
}
