namespace Sor.Middleware.Tests;

internal sealed partial class WorkerProcess
{
    /// <summary>A worker that has said hello.</summary>
    public static WorkerProcess Ready(string sample, string stages = """[{"name":"m","phases":["before","after","error","handle"]}]""")
    {
        var worker = new WorkerProcess(Samples.Sample, sample);
        var answer = worker.Hello(stages);
        Assert.True(answer?.Type == "ready", $"{answer?.Header} {worker.Errors}");
        return worker;
    }
}
