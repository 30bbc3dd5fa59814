using Sor.Middleware;

return await Middleware.RunAsync(before: static call => call.Go(), after: static call => call.Go());
