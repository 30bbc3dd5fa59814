namespace Sor.Configuration;

/// <summary>What a stage says about its standby, if anything: whether it has one, and how long it is waited for.</summary>
public readonly record struct StandbyNodes(ConfigurationNode? Enabled, ConfigurationNode? Settle, string SettlePath);
