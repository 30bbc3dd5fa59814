using System.Diagnostics.CodeAnalysis;

namespace Sor.JsonSchema;

/// <summary>Turns the expression of a <c>pattern</c> into something that matches. Injected, so that a small program need not link an engine.</summary>
public interface IPatternCompiler
{
    /// <param name="expression">An ECMA-262 expression, not anchored.</param>
    /// <param name="pattern">May be used from several threads at once.</param>
    /// <param name="problem">Why not, in words for the schema's author.</param>
    bool TryCompile(string expression, [NotNullWhen(true)] out IPattern? pattern, [NotNullWhen(false)] out string? problem);
}
