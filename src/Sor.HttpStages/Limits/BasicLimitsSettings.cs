namespace Sor.HttpStages.Limits;

/// <summary>The <c>config</c> of <c>basic-limits</c>.</summary>
/// <param name="BodyBytes">Most bytes of a body.</param>
/// <param name="Headers">Most lines of headers.</param>
/// <param name="HeaderBytes">Most bytes of all names and values together.</param>
/// <param name="TargetBytes">Most bytes of path and query.</param>
/// <param name="Methods">Methods that are let in; null: all.</param>
/// <param name="ContentTypes">Types of bodies that are let in; null: all.</param>
internal sealed record BasicLimitsSettings(
    int BodyBytes = 1024 * 1024,
    int Headers = 100,
    int HeaderBytes = 16 * 1024,
    int TargetBytes = 8 * 1024,
    IReadOnlyList<string>? Methods = null,
    IReadOnlyList<string>? ContentTypes = null);
