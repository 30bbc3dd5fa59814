namespace Sor.BuiltIns;

/// <summary>A configuration that cannot be used: names the key, and says what belongs there. Never leaves this assembly.</summary>
internal sealed class ConfigProblemException : Exception
{
    public ConfigProblemException()
    {
    }

    public ConfigProblemException(string message)
        : base(message)
    {
    }

    public ConfigProblemException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
