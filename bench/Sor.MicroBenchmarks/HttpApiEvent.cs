using System.Text;

namespace Sor.MicroBenchmarks;

/// <summary>An event of an HTTP API, as several cases take it.</summary>
internal static class HttpApiEvent
{
    // 2 KB as API Gateway sends them: about twenty headers, a JSON body.
    internal static readonly byte[] Bytes = Encoding.UTF8.GetBytes(
        $$"""{"version":"2.0","routeKey":"POST /orders/{id}","rawPath":"/orders/4711","rawQueryString":"expand=lines&lang=de","cookies":["session=0123456789abcdef0123456789abcdef","theme=dark"],"headers":{"accept":"application/json, text/plain, */*","accept-encoding":"gzip, deflate, br","accept-language":"de-DE,de;q=0.9,en;q=0.8","authorization":"Bearer {{new string('t', 380)}}","content-length":"236","content-type":"application/json","host":"shop.example.com","origin":"https://shop.example.com","referer":"https://shop.example.com/cart","sec-fetch-dest":"empty","sec-fetch-mode":"cors","sec-fetch-site":"same-origin","user-agent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36","x-amzn-trace-id":"Root=1-65a1b2c3-0123456789abcdef01234567","x-forwarded-for":"198.51.100.7","x-forwarded-port":"443","x-forwarded-proto":"https"},"queryStringParameters":{"expand":"lines","lang":"de"},"requestContext":{"accountId":"123456789012","apiId":"a1b2c3d4e5","domainName":"shop.example.com","domainPrefix":"shop","http":{"method":"POST","path":"/orders/4711","protocol":"HTTP/1.1","sourceIp":"198.51.100.7","userAgent":"Mozilla/5.0"},"requestId":"JKJaXmPLvHcESHA=","routeKey":"POST /orders/{id}","stage":"$default","time":"12/Mar/2024:19:03:58 +0000","timeEpoch":1710270238000},"pathParameters":{"id":"4711"},"body":"{\"lines\":[{\"article\":\"A-1\",\"quantity\":2},{\"article\":\"A-2\",\"quantity\":1}],\"note\":\"leave at the door, please\"}","isBase64Encoded":false}""");
}
