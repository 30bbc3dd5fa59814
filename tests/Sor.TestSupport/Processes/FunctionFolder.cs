using System.Text;

namespace Sor.TestSupport;

/// <summary>The task root of a function under test: its code, its middlewares and the <c>sor.json</c> that joins them.</summary>
public sealed class FunctionFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _pipeline = [];
    private string _handler = """
        "runtime":"echo"
        """;

    public string Path => _folder.Path;

    /// <summary>Path of a file in it.</summary>
    public string this[string relative] => _folder[relative];

    /// <summary>Further members of the function in <c>sor.json</c>.</summary>
    public string Settings { get; set; } = "";

    /// <summary>Content of <c>sor.json</c> in place of what the calls made; empty: no such file.</summary>
    public string? Configuration { get; set; }

    /// <summary>A Python handler: the whole module; the function in it is named <c>handle</c>.</summary>
    public FunctionFolder Python(string module)
    {
        _folder.Write("app.py", module);
        return Handler("""
            "runtime":"python","handler":"app.handle"
            """);
    }

    /// <summary>Any handler, as members of <c>sor.json</c>.</summary>
    public FunctionFolder Handler(string members)
    {
        _handler = members;
        return this;
    }

    /// <summary>Adds an executable middleware as the innermost.</summary>
    /// <param name="name">Name of the file and of the stage.</param>
    /// <param name="program">The file's content.</param>
    /// <param name="options">Further members of its entry in <c>sor.json</c>.</param>
    public FunctionFolder Exec(string name, string program, string options = "")
    {
        _folder.WriteExecutable($"middlewares/{name}", program);
        return Stage(name, "exec", options);
    }

    /// <summary>Adds a persistent middleware as the innermost.</summary>
    /// <inheritdoc cref="Exec"/>
    public FunctionFolder Frames(string name, string program, string options = "")
    {
        _folder.WriteExecutable($"middlewares/{name}", program);
        return Stage(name, "frames", options);
    }

    /// <summary>Adds an entry to the pipeline without making its file.</summary>
    public FunctionFolder Stage(string name, string kind = "exec", string options = "")
    {
        _pipeline.Add($$"""{"use":"./middlewares/{{name}}","kind":"{{kind}}"{{(options.Length == 0 ? "" : "," + options)}}}""");
        return this;
    }

    /// <summary>Adds the boundary <c>http</c> as the innermost.</summary>
    public FunctionFolder Boundary()
    {
        _pipeline.Add("""{"use":"http"}""");
        return this;
    }

    /// <summary>Adds the boundary <c>cloudevents</c> as the innermost.</summary>
    /// <param name="config">Its configuration.</param>
    public FunctionFolder CloudEvents(string config = "{}")
    {
        _pipeline.Add($$"""{"use":"cloudevents","config":{{config}}}""");
        return this;
    }

    /// <summary>Adds a plain file.</summary>
    public FunctionFolder File(string relative, string content)
    {
        _folder.Write(relative, content);
        return this;
    }

    /// <summary>Adds a file that may be executed.</summary>
    public FunctionFolder Executable(string relative, string content)
    {
        _folder.WriteExecutable(relative, content);
        return this;
    }

    /// <summary>Content of a file that a program under test has written; empty while there is none.</summary>
    public string Read(string relative) => System.IO.File.Exists(this[relative]) ? System.IO.File.ReadAllText(this[relative]) : "";

    public void Dispose() => _folder.Dispose();

    internal void WriteConfiguration()
    {
        var json = Configuration ?? new StringBuilder("""{"version":1,"name":"under-test",""")
            .Append(_handler.Trim()).Append(Settings.Length == 0 ? "" : "," + Settings).Append(""","pipeline":[""").AppendJoin(',', _pipeline).Append("]}").ToString();
        if (json.Length > 0)
            _folder.Write("sor.json", json);
    }
}
