using System.Text.Json;

namespace Sor.TestSupport;

/// <summary>The outcome that the runtime posted for one event.</summary>
public sealed class Answer(RecordedRequest request)
{
    public RecordedRequest Request { get; } = request;

    public bool IsError { get; } = request.Target.EndsWith("/error", StringComparison.Ordinal);

    public byte[] Body => Request.Body;

    public string Text => Request.Text;

    public string? ContentType => Request.Header("Content-Type");

    /// <summary>The body as JSON; fails when it is none.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string ErrorType => Json.GetProperty("errorType").GetString()!;

    public string ErrorMessage => Json.GetProperty("errorMessage").GetString()!;

    public override string ToString() => $"{Request}: {(Body.Length > 2000 ? Text[..2000] + "…" : Text)}";
}
