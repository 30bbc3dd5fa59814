namespace Sor.Assumptions.Tests;

/// <summary>One middleware in all three ways, started once for the tests of a class.</summary>
public abstract class Kinds(Middleware middleware) : IAsyncLifetime
{
    private readonly Dictionary<string, ISubject> _subjects = [];

    /// <summary>Configuration of one of them; where they keep files, each keeps its own.</summary>
    protected abstract string ConfigOf(string kind);

    public async ValueTask InitializeAsync()
    {
        _subjects["built-in"] = new BuiltInSubject(middleware.BuiltIn(ConfigOf("built-in")));
        _subjects["shell"] = await NativeSubject.StartShellAsync(middleware, ConfigOf("shell"));
        _subjects["python"] = await NativeSubject.StartPythonAsync(middleware, ConfigOf("python"));
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var subject in _subjects.Values)
            await subject.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives all three the same event; their answers must be alike, byte for byte.</summary>
    public async Task<Reply> InvokeAsync(byte[] @event, string contentType = ContentTypes.Json, string requestId = "request-1")
    {
        var replies = new Dictionary<string, Reply>();
        foreach (var (kind, subject) in _subjects)
            replies[kind] = await subject.InvokeAsync(@event, contentType, requestId);
        Assert.Equal(replies["built-in"], replies["shell"]);
        Assert.Equal(replies["built-in"], replies["python"]);
        return replies["built-in"];
    }

    /// <summary>How often the handler has been called, behind all of them alike.</summary>
    public int Handled()
    {
        var counts = _subjects.Values.Select(static subject => subject.Handled).Distinct().ToList();
        return Assert.Single(counts);
    }
}
