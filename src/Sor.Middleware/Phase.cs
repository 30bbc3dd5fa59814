namespace Sor.Middleware;

/// <summary>What a stage is called for.</summary>
public enum Phase
{
    /// <summary>The event, on its way in.</summary>
    Before,

    /// <summary>The response, on its way out.</summary>
    After,

    /// <summary>The failure of an inner stage, as JSON (<c>application/vnd.sor.failure+json</c>).</summary>
    Error,

    /// <summary>The event, for a program that is the handler itself.</summary>
    Handle,
}
