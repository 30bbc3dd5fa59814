using System.Text;

namespace Sor.Integration.Tests;

/// <summary>Batches of some sources; records are numbered from 0.</summary>
internal static class Events
{
    internal static string Messages(string queue, params string[] bodies) => Records(bodies, (body, i) => Message(queue, "", body, i));

    /// <summary>Messages of a FIFO queue.</summary>
    internal static string Grouped(params (string Group, string Body)[] messages) =>
        Records(messages, static (message, i) => Message("q.fifo", $$""","MessageGroupId":"{{message.Group}}" """, message.Body, i));

    internal static string Stream(params string[] values) => Records(values, static (value, i) =>
        $$$"""{"kinesis":{"partitionKey":"p","sequenceNumber":"1{{{i}}}","data":"{{{Base64(value)}}}","approximateArrivalTimestamp":1700000000.05},"eventSource":"aws:kinesis","eventID":"s:1{{{i}}}","eventSourceARN":"arn:aws:kinesis:r:1:stream/s","awsRegion":"r"}""");

    internal static string Notifications(params string[] messages) => Records(messages, static (message, i) =>
        $$$"""{"EventSource":"aws:sns","EventVersion":"1.0","EventSubscriptionArn":"a","Sns":{"MessageId":"n-{{{i}}}","TopicArn":"arn:aws:sns:r:1:t","Message":"{{{message}}}","Timestamp":"2024-01-01T00:00:00.000Z","Type":"Notification"}}""");

    /// <summary>Records of a topic <c>t</c>, by partition.</summary>
    internal static string Kafka(params string[][] partitions)
    {
        var groups = partitions.Select(static (values, partition) => $"\"t-{partition}\":[{string.Join(',', values.Select((value, offset) =>
            $$"""{"topic":"t","partition":{{partition}},"offset":{{offset}},"timestamp":1700000000123,"timestampType":"CREATE_TIME","value":"{{Base64(value)}}","headers":[]}"""))}]");
        return $$"""{"eventSource":"aws:kafka","eventSourceArn":"arn:aws:kafka:r:1:cluster/c","bootstrapServers":"b","records":{ {{string.Join(',', groups)}} } }""";
    }

    private static string Message(string queue, string attributes, string body, int i) =>
        $$"""{"messageId":"m-{{i}}","receiptHandle":"h","body":"{{body}}","attributes":{"SentTimestamp":"1700000000123"{{attributes}}},"messageAttributes":{},"eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:r:1:{{queue}}","awsRegion":"r"}""";

    private static string Records<T>(IEnumerable<T> all, Func<T, int, string> write) => $$"""{"Records":[{{string.Join(',', all.Select(write))}}]}""";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
