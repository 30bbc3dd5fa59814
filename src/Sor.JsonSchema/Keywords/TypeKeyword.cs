using System.Text;

namespace Sor.JsonSchema;

/// <summary><c>type</c>.</summary>
internal sealed class TypeKeyword(JsonKind types) : Keyword
{
    public override bool Apply(Evaluation evaluation, Subschema owner, int node, EvaluatedSet? marks)
    {
        var kind = evaluation.Instance[node].Kind;
        if ((kind & types) != 0 || (kind == JsonKind.Number && (types & JsonKind.Integer) != 0 && new ExactNumber(evaluation.Instance.Text(node)).IsInteger))
            return true;
        if (evaluation.Collects)
            evaluation.Add(owner, "type", node, $"must be {Allowed()}; it is {Found(kind)}");
        return false;
    }

    private string Found(JsonKind kind) => kind == JsonKind.Number && (types & JsonKind.Integer) != 0 ? "number with a fraction" : JsonTypes.NameOf(kind);

    private string Allowed()
    {
        var names = new StringBuilder();
        for (var bit = 1; bit <= (int)JsonKind.Integer; bit <<= 1)
        {
            if (((JsonKind)bit & types) != 0)
                names.Append(names.Length == 0 ? "" : " or ").Append(JsonTypes.NameOf((JsonKind)bit));
        }

        return names.ToString();
    }
}
