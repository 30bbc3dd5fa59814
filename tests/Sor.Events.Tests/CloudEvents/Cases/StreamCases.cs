namespace Sor.Events.Tests.CloudEvents;

internal static class StreamCases
{
    private const string LogsArn = "arn:aws:logs:eu-west-1:123456789123:log-group:/aws/x";

    public static SourceCase[] All { get; } =
    [
        new(EventKind.Kinesis,
            """
            {"Records":[{"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"1","sequenceNumber":"49590338271490256608559692538361571095921575989136588898","data":"SGVsbG8sIHRoaXMgaXMgYSB0ZXN0Lg==","approximateArrivalTimestamp":1700000000.05},"eventSource":"aws:kinesis","eventVersion":"1.0","eventID":"shardId-000000000006:49590338271490256608559692538361571095921575989136588898","eventName":"aws:kinesis:record","invokeIdentityArn":"arn:aws:iam::123456789012:role/lambda-role","awsRegion":"us-east-2","eventSourceARN":"arn:aws:kinesis:us-east-2:123456789012:stream/lambda-stream"}]}
            """,
            ["""{"id":"shardId-000000000006:49590338271490256608559692538361571095921575989136588898","source":"arn:aws:kinesis:us-east-2:123456789012:stream/lambda-stream","type":"com.amazon.kinesis.stream_record","subject":"1","time":"2023-11-14T22:13:20.05Z","partitionkey":"1","sequence":"49590338271490256608559692538361571095921575989136588898"}"""],
            ["/Records/0"]),
        new(EventKind.DynamoDb,
            """
            {"Records":[{"eventID":"1","eventVersion":"1.0","dynamodb":{"ApproximateCreationDateTime":1479499740,"Keys":{"Id":{"N":"101"},"Sort":{"S":"a"}},"NewImage":{"Message":{"S":"New item!"},"Price":{"N":"0.1234567890123456789012345678901234567"}},"StreamViewType":"NEW_AND_OLD_IMAGES","SequenceNumber":"111","SizeBytes":26},"awsRegion":"us-west-2","eventName":"INSERT","eventSourceARN":"arn:aws:dynamodb:us-west-2:123456789012:table/T/stream/2015-06-27T00:48:05.899","eventSource":"aws:dynamodb"},
             {"eventID":"2","dynamodb":{"ApproximateCreationDateTime":1479499740123,"Keys":{"Id":{"N":"101"}},"SequenceNumber":"222"},"eventName":"REMOVE","userIdentity":{"type":"Service","principalId":"dynamodb.amazonaws.com"},"eventSourceARN":"arn:aws:dynamodb:us-west-2:123456789012:table/T/stream/2015-06-27T00:48:05.899","eventSource":"aws:dynamodb"}]}
            """,
            [
                """{"id":"1","source":"arn:aws:dynamodb:us-west-2:123456789012:table/T","type":"com.amazon.dynamodb.stream_record","subject":"Id,Sort","time":"2016-11-18T20:09:00Z","sequence":"0000000000000000000000000000000000000111","dynamodboperation":"INSERT"}""",
                """{"id":"2","source":"arn:aws:dynamodb:us-west-2:123456789012:table/T","type":"com.amazon.dynamodb.stream_record","subject":"Id","time":"2016-11-18T20:09:00.123Z","sequence":"0000000000000000000000000000000000000222","dynamodboperation":"REMOVE","authtype":"system"}""",
            ],
            ["/Records/0", "/Records/1"]),
        new(EventKind.Firehose,
            """{"invocationId":"i","deliveryStreamArn":"arn:aws:firehose:us-east-1:123456789012:deliverystream/d","region":"us-east-1","records":[{"recordId":"495469","approximateArrivalTimestamp":1495072949453,"data":"SGVsbG8="}]}""",
            ["""{"id":"495469","source":"arn:aws:firehose:us-east-1:123456789012:deliverystream/d","type":"com.amazon.firehose.record","time":"2017-05-18T02:02:29.453Z"}"""],
            ["/records/0"]),
        new(EventKind.KinesisAnalyticsInput,
            """{"invocationId":"i","applicationArn":"arn:aws:kinesisanalytics:us-east-1:123456789012:application/a","streamArn":"arn:aws:kinesis:us-east-1:123456789012:stream/s","records":[{"recordId":"r1","data":"eyJhIjoxfQ==","kinesisStreamRecordMetadata":{"approximateArrivalTimestamp":1520280173,"partitionKey":"p","sequenceNumber":"1","shardId":"shardId-0"}}]}""",
            ["""{"id":"r1","source":"arn:aws:kinesisanalytics:us-east-1:123456789012:application/a","type":"com.amazon.kinesisanalytics.record","time":"2018-03-05T20:02:53Z"}"""],
            ["/records/0"]),
        new(EventKind.KinesisAnalyticsOutput,
            """{"invocationId":"i","applicationArn":"arn:aws:kinesisanalytics:us-east-1:123456789012:application/a","records":[{"recordId":"r1","lambdaDeliveryRecordMetadata":{"retryHint":0},"data":"SGVsbG8="}]}""",
            ["""{"id":"r1","source":"arn:aws:kinesisanalytics:us-east-1:123456789012:application/a","type":"com.amazon.kinesisanalytics.record"}"""],
            ["/records/0"]),
        new(EventKind.DocumentDb,
            """{"eventSourceArn":"arn:aws:rds:us-east-1:123456789012:cluster:docdb","eventSource":"aws:docdb","events":[{"event":{"_id":{"_data":"0163eeb6e7"},"clusterTime":{"$timestamp":{"t":1676588775,"i":9}},"documentKey":{"_id":{"$oid":"63ee"}},"fullDocument":{"n":{"$numberLong":"9007199254740993"}},"ns":{"db":"test_database","coll":"test_collection"},"operationType":"insert"}}]}""",
            ["""{"id":"0163eeb6e7","source":"arn:aws:rds:us-east-1:123456789012:cluster:docdb","type":"com.amazon.docdb.insert","subject":"test_database.test_collection","time":"2023-02-16T23:06:15Z"}"""],
            ["/events/0/event"]),
        new(EventKind.PipesBatch,
            """
            [{"kinesisSchemaVersion":"1.0","partitionKey":"p","sequenceNumber":"495","data":"AA==","approximateArrivalTimestamp":1545084650.987,"eventSource":"aws:kinesis","eventID":"shardId-0:495","awsRegion":"us-east-1","eventSourceARN":"arn:aws:kinesis:us-east-1:1:stream/s"},
             {"messageId":"m","body":"b","attributes":{"SentTimestamp":"1523232000000"},"eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-1:1:q"},
             {"eventSource":"aws:kafka","eventSourceArn":"arn:aws:kafka:us-east-1:1:cluster/c","eventSourceKey":"t-0","topic":"t","partition":0,"offset":1,"timestamp":1545084650987,"key":"aw==","value":"dg==","headers":[]},
             {"eventSource":"aws:rmq","eventSourceArn":"arn:aws:mq:us-east-1:1:broker:b","eventSourceKey":"q::/","basicProperties":{"messageId":"r"},"redelivered":false,"data":"AA=="}]
            """,
            [
                """{"id":"shardId-0:495","source":"arn:aws:kinesis:us-east-1:1:stream/s","type":"com.amazon.kinesis.stream_record","subject":"p","time":"2018-12-17T22:10:50.987Z","partitionkey":"p","sequence":"00000000000000000000000000000000000000000000000000000495"}""",
                """{"id":"m","source":"arn:aws:sqs:us-east-1:1:q","type":"com.amazon.sqs.message","time":"2018-04-09T00:00:00.000Z"}""",
                """{"id":"t-0-1","source":"arn:aws:kafka:us-east-1:1:cluster/c","type":"com.amazon.kafka.record","subject":"t","time":"2018-12-17T22:10:50.987Z","partitionkey":"k"}""",
                """{"id":"r","source":"arn:aws:mq:us-east-1:1:broker:b","type":"com.amazon.mq.message","subject":"q"}""",
            ],
            ["/0", "/1", "/2", "/3"]),
        new(EventKind.CloudWatchLogs,
            $$$"""{"awslogs":{"data":"{{{Packed.Gzip("""{"messageType":"DATA_MESSAGE","owner":"123456789123","logGroup":"/aws/x","logStream":"s","subscriptionFilters":["f"],"logEvents":[{"id":"1","timestamp":1440442987000,"message":"one"},{"id":"2","timestamp":1440442987001,"message":"{\"n\":1.0}"}]}""")}}}"}}""",
            [
                $$"""{"id":"1","source":"{{LogsArn}}","type":"com.amazon.logs.log","subject":"s","time":"2015-08-24T19:03:07.000Z"}""",
                $$"""{"id":"2","source":"{{LogsArn}}","type":"com.amazon.logs.log","subject":"s","time":"2015-08-24T19:03:07.001Z"}""",
            ],
            null),
        new(EventKind.EventBridge,
            """{"version":"0","id":"6a7e8feb","detail-type":"EC2 Instance State-change Notification","source":"aws.ec2","account":"111122223333","time":"2017-12-22T18:43:48Z","region":"us-west-1","resources":["arn:aws:ec2:us-west-1:123456789012:instance/i-1"],"detail":{"instance-id":"i-1","n":12345678901234567890.10}}""",
            ["""{"id":"6a7e8feb","source":"aws.ec2","type":"EC2 Instance State-change Notification","subject":"arn:aws:ec2:us-west-1:123456789012:instance/i-1","time":"2017-12-22T18:43:48Z","account":"111122223333","region":"us-west-1"}"""],
            ["/detail"]),
        new(EventKind.EventBridge,
            """{"id":"6","detail-type":"Scheduled Event","source":"aws.scheduler","account":"1","time":"2017-12-22T18:43:48Z","region":"us-west-1","resources":[],"detail":"{}"}""",
            ["""{"id":"6","source":"aws.scheduler","type":"Scheduled Event","time":"2017-12-22T18:43:48Z","account":"1","region":"us-west-1"}"""],
            ["/detail"]),
        SourceCase.OfOne(EventKind.CloudWatchAlarm,
            """{"source":"aws.cloudwatch","alarmArn":"arn:aws:cloudwatch:us-east-1:444455556666:alarm:a","accountId":"444455556666","time":"2023-11-14T22:13:20.000+0000","region":"us-east-1","alarmData":{"alarmName":"lambda-demo","state":{"value":"ALARM"}}}""",
            """{"id":"REQ","source":"arn:aws:cloudwatch:us-east-1:444455556666:alarm:a","type":"com.amazon.cloudwatch.alarm","subject":"lambda-demo","time":"2023-11-14T22:13:20.000Z"}"""),
        SourceCase.OfOne(EventKind.CloudWatchWidget,
            """{"describe":false,"widgetContext":{"dashboardName":"d","widgetId":"widget-16","accountId":"1"}}""",
            """{"id":"REQ","source":"arn:aws:cloudwatch::111122223333:dashboard/d","type":"com.amazon.cloudwatch.widget","subject":"widget-16"}"""),
        SourceCase.OfOne(EventKind.LambdaDestination,
            """{"version":"1.0","timestamp":"2019-11-14T18:16:05.568Z","requestContext":{"requestId":"e4b46cbf","functionArn":"arn:aws:lambda:us-east-2:123456789012:function:f:$LATEST","condition":"RetriesExhausted","approximateInvokeCount":3},"requestPayload":{"a":1},"responseContext":{"statusCode":200},"responsePayload":{}}""",
            """{"id":"e4b46cbf","source":"arn:aws:lambda:us-east-2:123456789012:function:f:$LATEST","type":"com.amazon.lambda.destination.RetriesExhausted","time":"2019-11-14T18:16:05.568Z"}"""),
    ];
}
