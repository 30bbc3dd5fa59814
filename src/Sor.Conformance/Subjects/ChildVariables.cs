using System.Collections;

namespace Sor.Conformance.Subjects;

/// <summary>The environment that programs start from.</summary>
internal static class ChildVariables
{
    // What a package gets without asking.
    private static readonly string[] s_ofPackages = ["PATH", "LANG", "LC_ALL", "TZ", "TMPDIR"];

    /// <summary>Ours, without what would make the program believe that it has another host.</summary>
    public static Dictionary<string, string> Inherited(string installFolder)
    {
        var all = new Dictionary<string, string>();
        foreach (DictionaryEntry pair in Environment.GetEnvironmentVariables())
        {
            var name = (string)pair.Key;
            if (!name.StartsWith("SOR_", StringComparison.Ordinal) && name is not ("_HANDLER" or "LAMBDA_TASK_ROOT"))
                all[name] = (string)pair.Value!;
        }

        AddHelpers(all, installFolder);
        return all;
    }

    /// <summary>An empty environment with the allowed names, and those that the package requests.</summary>
    public static Dictionary<string, string> OfPackage(IEnumerable<string> requested, string installFolder)
    {
        var inherited = Inherited(installFolder);
        var all = new Dictionary<string, string> { ["HOME"] = "/tmp" };
        foreach (var name in s_ofPackages.Concat(requested).Concat(["PYTHONPATH", "NODE_PATH"]))
        {
            if (inherited.TryGetValue(name, out var value))
                all[name] = value;
        }

        return all;
    }

    // The helper libraries, as the bootstrap makes them importable.
    private static void AddHelpers(Dictionary<string, string> all, string installFolder)
    {
        Prepend(all, "PYTHONPATH", Path.Combine(installFolder, "runtimes", "python"));

        // `require('sor')` finds sor.js in the folder of the runtime itself.
        Prepend(all, "NODE_PATH", Path.Combine(installFolder, "runtimes", "node"));
    }

    private static void Prepend(Dictionary<string, string> all, string name, string folder)
    {
        if (Directory.Exists(folder))
            all[name] = all.TryGetValue(name, out var value) && value.Length > 0 ? $"{folder}:{value}" : folder;
    }
}
