using System.Buffers;
using Sor.Events.Http.Requests;
using Sor.Events.Json;

namespace Sor.Events.Http;

/// <summary>
/// The HTTP request that an event carries, whichever provider sent it. A view over the event's bytes: what stands there as it must be is not
/// copied. All texts are UTF-8 without escapes. An instance serves one event after another and then allocates nothing; what it gives out
/// holds until the next <see cref="Load(EventDocument, HttpViewOptions)"/>. Not thread-safe.
/// </summary>
public sealed class HttpRequestView
{
    public HttpRequestView() => (Headers, Body) = (new HttpHeaderList(Texts), new HttpBody(Texts));

    /// <summary>The kind of the event.</summary>
    public EventKind Kind { get; private set; }

    public ReadOnlySpan<byte> Method => Texts.Get(MethodText);

    /// <summary>Begins with a slash, is percent-encoded as the caller's was, and lacks <see cref="PathBase"/>.</summary>
    public ReadOnlySpan<byte> Path => Texts.Get(PathText);

    /// <summary>What was taken from the front of the path; empty when nothing was.</summary>
    public ReadOnlySpan<byte> PathBase => Texts.Get(PathBaseText);

    /// <summary>The query without its question mark, percent-encoded; empty when there is none.</summary>
    public ReadOnlySpan<byte> Query => Texts.Get(QueryText);

    /// <summary><c>https</c> or <c>http</c>.</summary>
    public ReadOnlySpan<byte> Scheme => IsHttps ? "https"u8 : "http"u8;

    /// <summary>As the Host header says it, with a port if it has one there; empty when nobody knows.</summary>
    public ReadOnlySpan<byte> Host => Texts.Get(HostText);

    /// <summary>The port that the caller used.</summary>
    public int Port { get; internal set; }

    /// <summary>The caller's address; empty when the event does not say it.</summary>
    public ReadOnlySpan<byte> RemoteIp => Texts.Get(RemoteIpText);

    /// <summary><c>HTTP/1.1</c>; empty when the event does not say it.</summary>
    public ReadOnlySpan<byte> Protocol => Texts.Get(ProtocolText);

    /// <summary>The deployment stage; empty when the event does not say it.</summary>
    public ReadOnlySpan<byte> Stage => Texts.Get(StageText);

    /// <summary>Whether the answer must have its headers in <c>multiValueHeaders</c>, not in <c>headers</c>.</summary>
    public bool IsMultiValue { get; internal set; }

    /// <summary>How many headers there are; one name may stand several times.</summary>
    public int HeaderCount => Headers.Count;

    /// <summary>Whether <see cref="BodyText"/> is base64, because the event had it so.</summary>
    public bool IsBase64 => Body.IsBase64;

    /// <summary>How many bytes the body has, decoded.</summary>
    public int BodyLength => Body.Length;

    internal HttpTextStore Texts { get; } = new();

    /// <summary>For an object of which several members are asked for.</summary>
    internal JsonMembers Members { get; } = new();

    internal HttpHeaderList Headers { get; }

    internal HttpText MethodText { get; set; }

    internal HttpText PathText { get; set; }

    internal HttpText PathBaseText { get; set; }

    internal HttpText QueryText { get; set; }

    internal HttpText HostText { get; set; }

    internal HttpText RemoteIpText { get; set; }

    internal HttpText ProtocolText { get; set; }

    internal HttpText StageText { get; set; }

    /// <summary>The JSON object of the route's parameters; missing when the event has none.</summary>
    internal HttpText RouteParamsText { get; set; }

    internal bool IsHttps { get; set; }

    internal HttpBody Body { get; }

    /// <summary>The body did not come along, so what the headers say of its length stands.</summary>
    internal bool KeepsContentLength { get; set; }

    /// <summary>A header's name, in the event's case; those that were added are in lower case.</summary>
    public ReadOnlySpan<byte> HeaderName(int index) => Headers.Name(index);

    public ReadOnlySpan<byte> HeaderValue(int index) => Headers.Value(index);

    /// <summary>The first value of a header, whatever its case; empty when there is none.</summary>
    public ReadOnlySpan<byte> Header(ReadOnlySpan<byte> name) => Texts.Get(Headers.Get(name));

    /// <summary>The same, and whether there is one at all.</summary>
    public bool TryGetHeader(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var text = Headers.Get(name);
        value = Texts.Get(text);
        return !text.IsMissing;
    }

    /// <summary>The body: text in UTF-8, or base64 as <see cref="IsBase64"/> says.</summary>
    public ReadOnlySpan<byte> BodyText => Body.Text;

    /// <summary>Appends the body's bytes, decoded.</summary>
    public void WriteBody(IBufferWriter<byte> output) => Body.WriteBytes(output);

    /// <summary>Takes the request of an event.</summary>
    /// <exception cref="EventFormatException">The event is no HTTP request, or something in it cannot be one's.</exception>
    public void Load(EventDocument e, HttpViewOptions options) => Load(e, options, default);

    /// <inheritdoc cref="Load(EventDocument, HttpViewOptions)"/>
    /// <param name="e">The event.</param>
    /// <param name="options">What the view depends on beside it.</param>
    /// <param name="traceId">
    /// The trace header of the invocation, if it has one: becomes <c>x-amzn-trace-id</c>, in place of the caller's.
    /// </param>
    public void Load(EventDocument e, HttpViewOptions options, ReadOnlySpan<byte> traceId)
    {
        Reset(e);
        switch (e.Kind)
        {
            case EventKind.RestV1:
                RestRequest.Read(this, e, options);
                break;
            case EventKind.HttpApiV2 or EventKind.FunctionUrl:
                HttpApiRequest.Read(this, e, options);
                break;
            case EventKind.Alb:
                LoadBalancerRequest.Read(this, e);
                break;
            case EventKind.VpcLatticeV1 or EventKind.VpcLatticeV2:
                LatticeRequest.Read(this, e);
                break;
            case EventKind.LambdaEdge:
                EdgeRequest.Read(this, e);
                break;
            case EventKind.AzureHttp:
                AzureRequest.Read(this, e);
                break;
            case EventKind.OpenWhiskWeb:
                OpenWhiskRequest.Read(this, e);
                break;
            default:
                throw e.Root.Error($"is no HTTP request: its kind is {EventKinds.Name(e.Kind)}");
        }

        RequestCompletion.Complete(this, options, traceId);
    }

    private void Reset(EventDocument e)
    {
        Texts.Reset(e.JsonMemory);
        Headers.Clear();
        Body.Clear();
        Kind = e.Kind;
        IsMultiValue = false;
        IsHttps = true;
        KeepsContentLength = false;
        Port = 0;
        (MethodText, PathText, PathBaseText, QueryText, HostText) = (default, default, default, default, default);
        (RemoteIpText, ProtocolText, StageText, RouteParamsText) = (default, default, default, default);
    }
}
