using Sor.Conformance.Vectors;

namespace Sor.Conformance;

/// <summary>A rule of the contract: published in <c>spec/vectors/middleware/rules.json</c>.</summary>
/// <param name="Id">Never given a second meaning.</param>
/// <param name="Text">What must hold.</param>
/// <param name="Mend">How to mend a program that breaks it.</param>
public sealed record Rule(string Id, string Text, string Mend)
{
    private static readonly Dictionary<string, Rule> s_all = Read();

    /// <summary>All rules, in the order of the file.</summary>
    public static IReadOnlyCollection<Rule> All => s_all.Values;

    internal static Rule Find(string id) => s_all[id];

    private static Dictionary<string, Rule> Read()
    {
        using var document = VectorFile.Open("rules");
        return document.RootElement.GetProperty("rules").EnumerateArray()
            .Select(item => new Rule(item.Text("id")!, item.Text("rule")!, item.Text("mend")!))
            .ToDictionary(rule => rule.Id);
    }
}
