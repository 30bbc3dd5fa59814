namespace Sor.Assumptions.Tests;

/// <summary>A pipeline with one middleware, written in one of the three ways, before the same handler.</summary>
public interface ISubject : IAsyncDisposable
{
    Task<Reply> InvokeAsync(byte[] @event, string contentType, string requestId);

    /// <summary>How often the handler has been called.</summary>
    int Handled { get; }
}
