namespace Sor.Configuration;

/// <summary>What a stage says about its standby, if anything: whether it has one, how long it is waited for, and how many processes wait.</summary>
public readonly record struct StandbyNodes(ConfigurationNode? Enabled, ConfigurationNode? Settle, string SettlePath, ConfigurationNode? Depth, string DepthPath);
