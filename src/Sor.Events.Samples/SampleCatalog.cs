using System.Text.Json;

namespace Sor.Events.Samples;

/// <summary>All samples that can be made.</summary>
public static class SampleCatalog
{
    private static readonly Lazy<IReadOnlyList<Sample>> s_all = new(Read);

    /// <summary>All samples by their name.</summary>
    public static IReadOnlyList<Sample> All => s_all.Value;

    /// <summary>The sample of this name, whose words may be parted by a blank or a slash; null when there is none.</summary>
    public static Sample? Find(string name)
    {
        var wanted = name.Replace('/', ' ');
        return All.FirstOrDefault(sample => sample.Name == wanted);
    }

    /// <summary>Names that whoever gave an unknown one may have meant.</summary>
    public static IReadOnlyList<string> Near(string name)
    {
        var words = name.Replace('/', ' ').Split(' ');
        return [.. All.Where(sample => words.Any(word => word.Length > 2 && sample.Name.Contains(word, StringComparison.OrdinalIgnoreCase))).Select(static sample => sample.Name)];
    }

    private static Sample[] Read()
    {
        var assembly = typeof(SampleCatalog).Assembly;
        var samples = new List<Sample>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var template = JsonDocument.Parse(stream);
            var root = template.RootElement.Clone();
            foreach (var name in root.GetProperty("names").EnumerateArray())
                samples.Add(new Sample(name.GetString()!, root));
        }

        return [.. samples.OrderBy(static sample => sample.Name, StringComparer.Ordinal)];
    }
}
