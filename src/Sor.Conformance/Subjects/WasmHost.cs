namespace Sor.Conformance.Subjects;

/// <summary>A module runs in <c>sor-wasm</c>, which is a frames worker: how that is started is known here alone.</summary>
internal static class WasmHost
{
    /// <summary>The command that hosts a module, or null with what is missing.</summary>
    public static IReadOnlyList<string>? CommandOf(IReadOnlyList<string> module, SubjectOptions options, out SubjectProblem? problem)
    {
        var host = Path.Combine(options.InstallFolder, "sor-wasm");
        if (File.Exists(host))
        {
            problem = null;
            return [host, Path.GetFullPath(module[0], options.Path), .. module.Skip(1)];
        }

        problem = new SubjectProblem($"{host} is missing: modules run in it", "use the sor of an installation with sor-wasm", IsMissingPart: true);
        return null;
    }
}
