using Sor.Middleware;
using Validate;

// One process serves all stages of the package; each has its own rules.
var rules = new Dictionary<Stage, StageRules>();
return await new MiddlewareProgram()
    .OnStart(stage => rules.Add(stage, StageRules.Read(stage)))
    .Before(call => rules[call.Stage].Event?.Check(call) ?? call.Go())
    .After(call => rules[call.Stage].Response?.Check(call) ?? call.Go())
    .RunAsync();
