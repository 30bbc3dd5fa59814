using System.Buffers;
using Sor.Events;
using Sor.Events.CloudEvents;
using Sor.Events.Http;

namespace Sor.MicroBenchmarks;

/// <summary>An event of 2 KB from an HTTP API: recognised, and written as the request that stages take, or as a CloudEvent.</summary>
internal static class EventCases
{
    private const double MaxConversion = 4;

    internal static IEnumerable<Case> All()
    {
        var document = new EventDocument();
        var request = new HttpRequestView();
        var output = new ArrayBufferWriter<byte>(8192);
        var view = new CloudEventsView(new CloudEventOptions());
        yield return new Case($"HTTP API event of {HttpApiEvent.Bytes.Length} bytes: recognised", () => document.Load(HttpApiEvent.Bytes), MaxConversion, 0);
        yield return new Case("the same, written as an HTTP request", Convert, MaxConversion, 0);
        yield return new Case("the same, written as a CloudEvent", WriteCloudEvent, MaxConversion, 0);

        void Convert()
        {
            output.ResetWrittenCount();
            document.Load(HttpApiEvent.Bytes);
            request.Load(document, HttpViewOptions.Default);
            HttpRequestForm.Write(request, output);
        }

        void WriteCloudEvent()
        {
            output.ResetWrittenCount();
            document.Load(HttpApiEvent.Bytes);
            view.Write(document, "8476a536-e9f4-11e8-9739-2dfe598c3fcd", output);
        }
    }
}
