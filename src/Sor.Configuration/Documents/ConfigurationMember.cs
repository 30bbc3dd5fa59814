namespace Sor.Configuration;

/// <summary>One key of a map with its value.</summary>
public sealed record ConfigurationMember(string Name, SourcePosition NamePosition, ConfigurationNode Value);
