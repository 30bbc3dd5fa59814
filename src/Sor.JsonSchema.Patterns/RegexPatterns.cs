using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Sor.JsonSchema.Patterns;

/// <summary>
/// Patterns on .NET's engine, in linear time where the expression allows it. A project of its own: the engine is larger than all else that a small
/// program needs of schemas.
/// </summary>
public sealed class RegexPatterns : IPatternCompiler
{
    // Expressions of schemas are short; longer ones compile slowly.
    private const int MaxChars = 4096;

    // Only for expressions with look-around or references back, which cannot be matched in linear time; those that can need no limit but this net.
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(250);

    private RegexPatterns()
    {
    }

    /// <summary>Has no state of its own.</summary>
    public static RegexPatterns Instance { get; } = new();

    public bool TryCompile(string expression, [NotNullWhen(true)] out IPattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(expression);
        pattern = null;
        if (expression.Length > MaxChars)
        {
            problem = $"it is longer than {MaxChars} characters";
            return false;
        }

        var translation = new EcmaTranslation(expression);
        problem = translation.Problem;
        if (problem is not null)
            return false;
        try
        {
            pattern = new Pattern(Create(translation.Result));
            return true;
        }
        catch (ArgumentException)
        {
            problem = "it is not a regular expression of ECMA-262";
            return false;
        }
    }

    private static Regex Create(string expression)
    {
        try
        {
            return new Regex(expression, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, s_limit);
        }
        catch (NotSupportedException)
        {
            return new Regex(expression, RegexOptions.CultureInvariant, s_limit);
        }
    }

    private sealed class Pattern(Regex regex) : IPattern
    {
        public PatternOutcome Match(string text)
        {
            try
            {
                return regex.IsMatch(text) ? PatternOutcome.Match : PatternOutcome.NoMatch;
            }
            catch (RegexMatchTimeoutException)
            {
                return PatternOutcome.TimedOut;
            }
        }
    }
}
