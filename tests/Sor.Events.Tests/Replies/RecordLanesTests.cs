using Sor.Events.Replies;
using Sor.Events.Tests.CloudEvents;

namespace Sor.Events.Tests.Replies;

/// <summary>Which records wait for which, by source.</summary>
public sealed class RecordLanesTests
{
    [Theory]
    [InlineData("q", "aab", "000")]
    [InlineData("q.fifo", "aab", "100")]
    [InlineData("q.fifo", "abab", "2300")]
    [InlineData("q.fifo", "abcabba", "3406500")]
    public void Of_a_queue_those_of_a_group_are_in_order_if_the_queue_is(string queue, string groups, string behind) =>
        Assert.Equal(behind, Behind($$"""{"Records":[{{string.Join(',', groups.Select((group, i) => $$$"""{"messageId":"{{{i}}}","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:r:1:{{{queue}}}","attributes":{"MessageGroupId":"{{{group}}}"} }"""))}}]}""", groups.Length));

    [Fact]
    public void Messages_that_name_no_group_are_one() =>
        Assert.Equal("120", Behind($$"""{"Records":[{{Three("""{"eventSource":"aws:sqs","eventSourceARN":"q.fifo"}""")}}]}"""));

    [Theory]
    [InlineData("""{"eventSource":"aws:kinesis","kinesis":{"partitionKey":"a"}}""")]
    [InlineData("""{"eventSource":"aws:dynamodb","dynamodb":{}}""")]
    public void A_shard_is_in_order_as_a_whole(string record) => Assert.Equal("120", Behind($$"""{"Records":[{{Three(record)}}]}"""));

    [Fact]
    public void So_is_a_stream_of_changes() =>
        Assert.Equal("120", Behind($$"""{"eventSource":"aws:docdb","eventSourceArn":"a","events":[{{Three("""{"event":{}}""")}}]}"""));

    [Theory]
    [InlineData("aws:kafka")]
    [InlineData("SelfManagedKafka")]
    public void Each_partition_of_Kafka_is_in_order(string source) =>
        Assert.Equal("100400", Behind($$"""{"eventSource":"{{source}}","bootstrapServers":"b","records":{"t-0":[{"offset":1},{"offset":2}],"t-1":[{"offset":1}],"u-0":[{"offset":1},{"offset":2}],"v-0":[{"offset":9}]} }""", 6));

    [Theory]
    [InlineData("""{"Records":[RECORDS]}""", """{"EventSource":"aws:sns","Sns":{}}""")]
    [InlineData("""{"Records":[RECORDS]}""", """{"eventSource":"aws:s3","s3":{}}""")]
    [InlineData("""{"deliveryStreamArn":"a","records":[RECORDS]}""", """{"recordId":"1","data":"MQ=="}""")]
    [InlineData("""{"eventSource":"aws:mq","messages":[RECORDS]}""", """{"messageID":"1","data":"MQ=="}""")]
    [InlineData("""{"eventSource":"aws:rmq","rmqMessagesByQueue":{"q::/":[RECORDS]}}""", """{"data":"MQ=="}""")]
    [InlineData("[RECORDS]", """{"specversion":"1.0","id":"i","source":"/s","type":"t"}""")]
    public void Others_have_no_order(string json, string record) => Assert.Equal("000", Behind(json.Replace("RECORDS", Three(record), StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"eventSource":"aws:kinesis","eventID":"e","partitionKey":"p","data":"MQ=="}""", "120")]
    [InlineData("""{"eventSource":"aws:sqs","messageId":"m","eventSourceARN":"arn:aws:sqs:r:1:q.fifo","attributes":{"MessageGroupId":"g"},"body":""}""", "120")]
    [InlineData("""{"eventSource":"aws:sqs","messageId":"m","eventSourceARN":"arn:aws:sqs:r:1:q","attributes":{},"body":""}""", "000")]
    [InlineData("""{"eventSource":"aws:kafka","eventSourceKey":"t-0","topic":"t","partition":0,"offset":1,"value":"MQ=="}""", "120")]
    public void A_batch_of_pipes_is_as_its_records(string record, string behind) => Assert.Equal(behind, Behind($"[{Three(record)}]"));

    private static string Three(string record) => $"{record},{record},{record}";

    private static string Behind(string json, int count = 3) => string.Concat(RecordLanes.Behind(Converter.Load(json), count));
}
