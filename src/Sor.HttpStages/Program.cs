using Sor.HttpStages;
using Sor.Middleware;

// One program for all middlewares of the family: it is the one whose name its file has.
var name = Path.GetFileName(Environment.ProcessPath) ?? "";
if (HttpStageCatalogue.Find(name) is not { } make)
{
    await Console.Error.WriteLineAsync($"sor: \"{name}\" is none of the middlewares of this program: {string.Join(", ", HttpStageCatalogue.Names)}. Its file goes by the name of one of them");
    return 2;
}

// One process serves all stages of the package; each has its own configuration.
var stages = new Dictionary<Stage, HttpStage>();
return await new MiddlewareProgram()
    .OnStart(stage => stages.Add(stage, make(stage)))
    .Before(call => stages[call.Stage].Before(call))
    .After(call => stages[call.Stage].After(call))
    .Error(call => stages[call.Stage].Error(call))
    .RunAsync();
