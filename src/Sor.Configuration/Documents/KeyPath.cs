namespace Sor.Configuration;

/// <summary>Where a walk through a tree stands; made a text only when a problem is reported.</summary>
public sealed class KeyPath
{
    private readonly List<(string? Name, int Index)> _parts = [];

    public int Depth => _parts.Count;

    public static string Append(string path, string name)
    {
        var plain = name.Length is > 0 and <= 64 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/');
        return plain ? path.Length == 0 ? name : $"{path}.{name}" : $"{path}[{Display.Quote(name)}]";
    }

    public static string Append(string path, int index) => $"{path}[{index}]";

    public void Push(string name) => _parts.Add((name, 0));

    public void Push(int index) => _parts.Add((null, index));

    public void Pop() => _parts.RemoveAt(_parts.Count - 1);

    public override string ToString()
    {
        var path = "";
        foreach (var (name, index) in _parts)
        {
            path = name is null ? Append(path, index) : Append(path, name);
        }

        return path;
    }
}
