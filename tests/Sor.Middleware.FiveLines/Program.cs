using System.Text.Json.Serialization;
using Sor.Middleware;
return await Middleware.RunAsync(before: call => call.Go(call.Json(Json.Default.Order) with { Secret = null }, Json.Default.Order));
internal sealed record Order(int Id, string? Secret);
[JsonSerializable(typeof(Order))] internal sealed partial class Json : JsonSerializerContext;
