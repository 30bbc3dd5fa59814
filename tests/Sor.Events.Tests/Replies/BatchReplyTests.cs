using System.Buffers;
using System.Text;
using Sor.Events.Replies;
using Sor.Events.Tests.CloudEvents;

namespace Sor.Events.Tests.Replies;

/// <summary>What goes back of a batch, to the byte.</summary>
public sealed class BatchReplyTests
{
    [Theory]
    [InlineData("q", "sFs", """{"batchItemFailures":[{"itemIdentifier":"2"}]}""")]
    [InlineData("q", "sss", """{"batchItemFailures":[]}""")]
    [InlineData("q.fifo", "sFs", """{"batchItemFailures":[{"itemIdentifier":"2"},{"itemIdentifier":"3"}]}""")]
    [InlineData("q.fifo", "sF-", """{"batchItemFailures":[{"itemIdentifier":"2"},{"itemIdentifier":"3"}]}""")]
    public void A_queue_is_told_which_messages_shall_return(string queue, string results, string expected) =>
        Assert.Equal(expected, Reply($$"""{"Records":[{{string.Join(',', Enumerable.Range(1, 3).Select(i => $$"""{"messageId":"{{i}}","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:r:1:{{queue}}"}"""))}}]}""", results));

    [Fact]
    public void Groups_of_a_FIFO_queue_do_not_hold_each_other_up() =>
        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"1"},{"itemIdentifier":"3"}]}""",
            Reply($$"""{"Records":[{{string.Join(',', new[] { "a", "b", "a" }.Select((group, i) => $$$"""{"messageId":"{{{i + 1}}}","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:r:1:q.fifo","attributes":{"MessageGroupId":"{{{group}}}"}}"""))}}]}""", "Fss"));

    [Theory]
    [InlineData("sFF", """{"batchItemFailures":[{"itemIdentifier":"n2"}]}""")]
    [InlineData("sss", """{"batchItemFailures":[]}""")]
    public void A_stream_is_told_the_first_failure(string results, string expected)
    {
        Assert.Equal(expected, Reply($$"""{"Records":[{{string.Join(',', Enumerable.Range(1, 3).Select(i => $$$"""{"eventSource":"aws:kinesis","kinesis":{"sequenceNumber":"n{{{i}}}"}}"""))}}]}""", results));
        Assert.Equal(expected, Reply($$"""{"Records":[{{string.Join(',', Enumerable.Range(1, 3).Select(i => $$$"""{"eventSource":"aws:dynamodb","dynamodb":{"SequenceNumber":"n{{{i}}}"}}"""))}}]}""", results));
    }

    [Fact]
    public void A_window_gets_its_state_back() =>
        Assert.Equal(
            """{"state":{"sum":1},"batchItemFailures":[]}""",
            Reply("""{"Records":[{"eventSource":"aws:kinesis","kinesis":{"sequenceNumber":"1"}}],"window":{}}""", "s", """{"sum":1}"""));

    [Fact]
    public void Kafka_is_told_the_first_failure_of_each_partition() =>
        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":{"partition":"orders-0","offset":42}},{"itemIdentifier":{"partition":"orders-1","offset":9007199254740993}}]}""",
            Reply("""{"eventSource":"aws:kafka","records":{"orders-0":[{"offset":41},{"offset":42},{"offset":43}],"orders-1":[{"offset":9007199254740993}],"b-0":[{"offset":1}]}}""", "sF-Fs"));

    [Fact]
    public void Firehose_gets_every_record_back() =>
        Assert.Equal(
            """{"records":[{"recordId":"1","result":"Ok","data":"YQ=="},{"recordId":"2","result":"Dropped","data":"Mg=="},{"recordId":"3","result":"ProcessingFailed","data":"Mw=="}]}""",
            Write("""{"deliveryStreamArn":"a","records":[{"recordId":"1","data":"MQ=="},{"recordId":"2","data":"Mg=="},{"recordId":"3","data":"Mw=="}]}""",
                [new(RecordResult.Succeeded, "a"u8.ToArray()), new(RecordResult.Succeeded), new(RecordResult.Failed)]));

    [Fact]
    public void Delivery_of_analytics_is_told_without_data() =>
        Assert.Equal("""{"records":[{"recordId":"1","result":"Ok"},{"recordId":"2","result":"DeliveryFailed"}]}""", Reply("""{"applicationArn":"a","records":[{"recordId":"1"},{"recordId":"2"}]}""", "sF"));

    [Fact]
    public void S3_Batch_gets_a_result_for_each_task() =>
        Assert.Equal(
            """{"invocationSchemaVersion":"1.0","treatMissingKeysAs":"PermanentFailure","invocationId":"i","results":[{"taskId":"t1","resultCode":"Succeeded","resultString":"ok \"1\""},{"taskId":"t2","resultCode":"TemporaryFailure","resultString":""}]}""",
            Write("""{"invocationSchemaVersion":"1.0","invocationId":"i","tasks":[{"taskId":"t1"},{"taskId":"t2"}]}""", [new(RecordResult.Succeeded, "ok \"1\""u8.ToArray()), new(RecordResult.Failed)]));

    [Fact]
    public void A_batch_of_resolvers_gets_as_many_values() =>
        Assert.Equal("""[{"a":1.0},null]""", Write("""[{"info":{"fieldName":"f"}},{"info":{"fieldName":"f"}}]""", [new(RecordResult.Succeeded, "{\"a\":1.0}"u8.ToArray()), new(RecordResult.Failed)]));

    [Theory]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs"}]}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:kinesis","kinesis":{"sequenceNumber":""}}]}""")]
    [InlineData("""{"eventSource":"aws:kafka","records":{"t-0":[{"offset":"1"}]}}""")]
    public void A_failure_that_cannot_be_named_fails_the_whole_event(string json) => Assert.Throws<EventFormatException>(() => Reply(json, "F"));

    [Fact]
    public void Tasks_without_the_version_of_their_form_cannot_be_answered()
    {
        var document = new EventDocument();
        document.Load("{\"tasks\":[]}"u8.ToArray(), EventKind.S3Batch);

        Assert.Throws<EventFormatException>(() => BatchReply.Write(document, [], new ArrayBufferWriter<byte>()));
    }

    [Theory]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","messageId":"1"}]}""", "ss")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","messageId":"1"}]}""", "")]
    [InlineData("""{"Records":[{"EventSource":"aws:sns","Sns":{}}]}""", "s")]
    public void Replies_that_do_not_fit_are_a_mistake_of_the_caller(string json, string results) => Assert.Throws<ArgumentException>(() => Reply(json, results));

    private static string Reply(string json, string results, string state = "") =>
        Write(json, [.. results.Select(c => new RecordReply(c switch { 's' => RecordResult.Succeeded, 'F' => RecordResult.Failed, _ => RecordResult.Skipped }))], state);

    private static string Write(string json, RecordReply[] replies, string state = "")
    {
        var output = new ArrayBufferWriter<byte>();
        BatchReply.Write(Converter.Load(json), replies, output, Encoding.UTF8.GetBytes(state));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
