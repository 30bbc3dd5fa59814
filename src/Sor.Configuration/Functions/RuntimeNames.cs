namespace Sor.Configuration;

/// <summary>Values of <c>runtime:</c> that this version runs.</summary>
public static class RuntimeNames
{
    public const string Python = "python";
    public const string Node = "node";
    public const string Frames = "frames";
    public const string Exec = "exec";
    public const string Prototype = "prototype";
    public const string Echo = "echo";

    public static IReadOnlyList<string> All { get; } = [Python, Node, Frames, Exec, Prototype, Echo];
}
