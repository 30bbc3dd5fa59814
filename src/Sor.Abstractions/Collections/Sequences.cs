namespace Sor.Collections;

/// <summary>
/// The few operations on sequences that the projects in <c>bootstrap</c> use, in place of LINQ and under its names.
/// They work at once and answer with arrays; LINQ's deferred iterators, and what they keep of the runtime, would make
/// the executable several percent larger.
/// </summary>
public static class Sequences
{
    /// <summary>The elements, each passed through <paramref name="selector"/>, in order.</summary>
    public static TResult[] Select<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, TResult> selector)
    {
        var results = new List<TResult>();
        foreach (var element in source)
        {
            results.Add(selector(element));
        }

        return results.ToArray();
    }

    /// <summary>The elements that fulfil <paramref name="predicate"/>, in order.</summary>
    public static T[] Where<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        var results = new List<T>();
        foreach (var element in source)
        {
            if (predicate(element))
            {
                results.Add(element);
            }
        }

        return results.ToArray();
    }

    /// <summary>The elements after the first <paramref name="count"/>; none when there are no more.</summary>
    public static T[] Skip<T>(this IReadOnlyList<T> source, int count)
    {
        var results = new T[Math.Max(source.Count - count, 0)];
        for (var index = 0; index < results.Length; index++)
        {
            results[index] = source[count + index];
        }

        return results;
    }

    /// <summary>The first element that fulfils <paramref name="predicate"/>, or the default of its type.</summary>
    public static T? FirstOrDefault<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        foreach (var element in source)
        {
            if (predicate(element))
            {
                return element;
            }
        }

        return default;
    }

    /// <summary>Whether at least one element fulfils <paramref name="predicate"/>.</summary>
    public static bool Any<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        foreach (var element in source)
        {
            if (predicate(element))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether every element fulfils <paramref name="predicate"/>; so it is when there is none.</summary>
    public static bool All<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        foreach (var element in source)
        {
            if (!predicate(element))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether <paramref name="text"/> is one of the texts, compared by ordinal value.</summary>
    public static bool Contains(this IEnumerable<string> source, string text)
    {
        foreach (var element in source)
        {
            if (element == text)
            {
                return true;
            }
        }

        return false;
    }
}
