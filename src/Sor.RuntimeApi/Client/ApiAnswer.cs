namespace Sor.RuntimeApi;

/// <summary>The platform's answer to a post: 202, or a refusal with the beginning of its text.</summary>
public readonly record struct ApiAnswer(int Status, string? Refusal)
{
    public bool Accepted => Status == 202;

    /// <summary>500: the platform cannot go on with this process. Every other refusal concerns one event only.</summary>
    public bool IsFatal => Status == 500;
}
