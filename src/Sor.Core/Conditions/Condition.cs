using Sor.Configuration;

namespace Sor.Core;

/// <summary>
/// Which events a stage takes part in: the dialects <c>exact</c>, <c>prefix</c>, <c>suffix</c>, <c>all</c>, <c>any</c> and <c>not</c> of the
/// CloudEvents subscriptions API (1.0, §3.2.4) over attributes of the context. An attribute that is absent equals nothing.
/// Compiled once; deciding allocates nothing.
/// </summary>
public abstract class Condition
{
    public abstract bool Holds(in Invocation invocation);

    /// <summary>Makes a condition of a validated configuration. Throws <see cref="ArgumentException"/> for an attribute that does not exist.</summary>
    public static Condition From(MatchCondition configured) => configured.Dialect switch
    {
        MatchDialect.All => new AllCondition(configured.Conditions.Select(From)),
        MatchDialect.Any => new AnyCondition(configured.Conditions.Select(From)),
        MatchDialect.Not => new NotCondition(From(configured.Conditions[0])),
        _ => new AttributeCondition(ContextAttribute.Named(configured.Attribute), configured.Dialect, configured.Value),
    };

    private sealed class AllCondition(Condition[] conditions) : Condition
    {
        public override bool Holds(in Invocation invocation)
        {
            foreach (var condition in conditions)
            {
                if (!condition.Holds(invocation))
                    return false;
            }

            return true;
        }
    }

    private sealed class AnyCondition(Condition[] conditions) : Condition
    {
        public override bool Holds(in Invocation invocation)
        {
            foreach (var condition in conditions)
            {
                if (condition.Holds(invocation))
                    return true;
            }

            return false;
        }
    }

    private sealed class NotCondition(Condition condition) : Condition
    {
        public override bool Holds(in Invocation invocation) => !condition.Holds(invocation);
    }

    private sealed class AttributeCondition(ContextAttribute attribute, MatchDialect dialect, string value) : Condition
    {
        private readonly TextComparison _comparison = new(dialect, value);

        public override bool Holds(in Invocation invocation) => attribute.Satisfies(_comparison, invocation);
    }
}
