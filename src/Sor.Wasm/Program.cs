using Sor.Middleware;
using Sor.Wasm;
using Sor.Wasm.Guests;
using Sor.Wasm.Worker;

if (args is [CompileCommand.Name, .. var rest])
    return CompileCommand.Run(rest);
if (Environment.GetEnvironmentVariable("SOR_CHANNEL_FD") is null)
{
    Console.Error.WriteLine("sor-wasm hosts WebAssembly stages for its host, which starts it (SOR_CHANNEL_FD). By hand: sor-wasm compile MODULE... --cache FOLDER");
    return CompileCommand.UsageStatus;
}

// A guest holds its thread until it ends: the pool must not wait before it starts the others.
ThreadPool.SetMinThreads(GuestLimits.MaxGuests, 1);
var stages = new WasmStages();
var program = new MiddlewareProgram { Concurrency = GuestLimits.MaxGuests };
program.OnStart(stages.Prepare);
for (var phase = Phase.Before; phase <= Phase.Handle; phase++)
    program.On(phase, stages.Run);
return await program.RunAsync();
