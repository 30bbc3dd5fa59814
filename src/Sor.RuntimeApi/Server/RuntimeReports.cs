namespace Sor.RuntimeApi.Server;

/// <summary>A response as the runtime posted it; a streamed one, collected.</summary>
/// <param name="Body">The bytes, opaque to the Runtime API.</param>
/// <param name="ContentType">As posted; null: none was sent.</param>
/// <param name="Streamed">Whether the runtime asked for streaming.</param>
public sealed record RuntimeResponse(ReadOnlyMemory<byte> Body, string? ContentType, bool Streamed);

/// <summary>An error as the runtime posted it, or as the platform worded it for the runtime.</summary>
/// <param name="Body">What the caller gets.</param>
/// <param name="Category">For logs and telemetry; see <see cref="ErrorTypeCategory"/>.</param>
public sealed record RuntimeErrorReport(ReadOnlyMemory<byte> Body, string Category);
