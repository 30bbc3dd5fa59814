using System.Text.Json;

namespace Sor.HttpStages.Errors;

/// <summary>The <c>config</c> of <c>errors</c>.</summary>
/// <param name="Types">By error type, exact or with <c>*</c> at the end: a status, or what <see cref="ErrorRule"/> has.</param>
/// <param name="Classes">Status by class of failure.</param>
/// <param name="Expose">Whether callers are told the message of every failure.</param>
internal sealed record ErrorsSettings(IReadOnlyDictionary<string, JsonElement>? Types = null, IReadOnlyDictionary<string, int>? Classes = null, bool Expose = false);

/// <summary>What failures of a type become.</summary>
/// <param name="Status">Status of the response.</param>
/// <param name="Title">The same for all of the type; null: the phrase of the status.</param>
/// <param name="Type">URI of the type of problem; null: none.</param>
/// <param name="Expose">Whether callers are told the message; null: as the stage says.</param>
internal sealed record ErrorRule(int Status = 0, string? Title = null, string? Type = null, bool? Expose = null);
