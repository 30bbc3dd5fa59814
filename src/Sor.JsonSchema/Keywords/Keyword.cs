namespace Sor.JsonSchema;

/// <summary>One rule of a schema. Compiled once, used by many validations.</summary>
internal abstract class Keyword
{
    /// <summary>Whether it looks at what all others have left.</summary>
    public virtual bool ComesLast => false;

    /// <summary>
    /// Applies the rule, which the owner has, to a node; values of types that it does not speak about are valid.
    /// Marks get the members and items that were looked at; null when nobody asks.
    /// </summary>
    public abstract bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks);
}
