namespace Sor.Configuration;

/// <summary>Where a stage is written, for the problems of <see cref="StageResolution"/>.</summary>
/// <param name="File">Name of the file; null: in none.</param>
/// <param name="Path">The stage's key path, such as <c>pipeline[1]</c>.</param>
/// <param name="PositionOf">Place of one of the stage's keys; null: unknown.</param>
public sealed record StagePlace(string? File, string Path, Func<string, SourcePosition>? PositionOf = null);
