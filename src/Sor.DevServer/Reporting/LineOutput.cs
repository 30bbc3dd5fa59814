namespace Sor.DevServer.Reporting;

/// <summary>Writes whole lines from several threads. When the reader has gone away, lines are dropped: the server goes on.</summary>
internal sealed class LineOutput(TextWriter writer)
{
    private readonly Lock _gate = new();

    public void WriteLine(string text)
    {
        lock (_gate)
        {
            try
            {
                writer.WriteLine(text);
                writer.Flush();
            }
            catch (IOException)
            {
                // Such as `sor dev | head -1`.
            }
        }
    }
}
