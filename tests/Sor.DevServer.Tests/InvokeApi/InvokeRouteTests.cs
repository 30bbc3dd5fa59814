using Sor.DevServer.InvokeApi;

namespace Sor.DevServer.Tests;

public sealed class InvokeRouteTests
{
    [Theory]
    [InlineData("POST", "/2015-03-31/functions/orders/invocations", InvokeCall.Invoke, "orders")]
    [InlineData("POST", "/2015-03-31/functions/arn%3Aaws%3Alambda%3Ar%3A1%3Afunction%3Aorders/invocations", InvokeCall.Invoke, "arn:aws:lambda:r:1:function:orders")]
    [InlineData("POST", "/2014-11-13/functions/orders/invoke-async", InvokeCall.InvokeAsync, "orders")]
    [InlineData("POST", "/2014-11-13/functions/orders/invoke-async/", InvokeCall.InvokeAsync, "orders")]
    [InlineData("GET", "/2015-03-31/functions", InvokeCall.ListFunctions, "")]
    [InlineData("GET", "/2015-03-31/functions/", InvokeCall.ListFunctions, "")]
    [InlineData("GET", "/2015-03-31/functions/orders", InvokeCall.GetFunction, "orders")]
    [InlineData("GET", "/2015-03-31/functions/orders/configuration", InvokeCall.GetConfiguration, "orders")]
    [InlineData("DELETE", "/2015-03-31/functions/orders", InvokeCall.Unknown, "orders")]
    [InlineData("POST", "/2021-11-15/functions/orders/response-streaming-invocations", InvokeCall.Unknown, "orders")]
    [InlineData("GET", "/", InvokeCall.NotOurs, "")]
    [InlineData("GET", "/2015-03-31/functionsx", InvokeCall.NotOurs, "")]
    public void Calls_are_told_apart(string method, string path, object call, string function) =>
        Assert.Equal(new InvokeRoute((InvokeCall)call, function), InvokeRoute.Parse(method, path));
}
