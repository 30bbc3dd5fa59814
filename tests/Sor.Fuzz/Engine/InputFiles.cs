using System.Security.Cryptography;

namespace Sor.Fuzz;

/// <summary>Inputs of one parser on disk, named after their content.</summary>
internal sealed class InputFiles(string folder, string target)
{
    private readonly string _corpus = Path.Combine(folder, "corpus", target);
    private readonly string _crashes = Path.Combine(folder, "crashes", target);

    public IEnumerable<byte[]> ReadCorpus() =>
        Directory.Exists(_corpus) ? Directory.GetFiles(_corpus).Order(StringComparer.Ordinal).Select(File.ReadAllBytes) : [];

    /// <summary>The path that a crashing input was written to.</summary>
    public string SaveCrash(ReadOnlySpan<byte> input) => Save(_crashes, input);

    /// <summary>Puts other inputs into the corpus's place; how many there are now.</summary>
    public int Replace(IReadOnlyCollection<byte[]> inputs)
    {
        if (Directory.Exists(_corpus))
            Directory.Delete(_corpus, recursive: true);
        foreach (var input in inputs)
            _ = Save(_corpus, input);
        return inputs.Count;
    }

    private static string Save(string folder, ReadOnlySpan<byte> input)
    {
        _ = Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input))[..16]);
        File.WriteAllBytes(path, input);
        return path;
    }
}
