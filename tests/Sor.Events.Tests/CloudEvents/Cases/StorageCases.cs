namespace Sor.Events.Tests.CloudEvents;

internal static class StorageCases
{
    public static SourceCase[] All { get; } =
    [
        new(EventKind.S3,
            """{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-north-1","eventTime":"2019-09-03T19:37:27.192Z","eventName":"ObjectCreated:Copy","userIdentity":{"principalId":"AWS:A"},"requestParameters":{"sourceIPAddress":"205.255.255.255"},"responseElements":{"x-amz-request-id":"AAA","x-amz-id-2":"BBB/="},"s3":{"s3SchemaVersion":"1.0","configurationId":"c","bucket":{"name":"b1","ownerIdentity":{"principalId":"A"},"arn":"arn:aws:s3:::b1"},"object":{"key":"x+y.txt","size":1305107,"eTag":"b21b","sequencer":"0C0F6F405D6ED209E1"}}}]}""",
            ["""{"id":"AAA.BBB/=","source":"aws:s3.eu-north-1.b1","type":"com.amazonaws.s3.ObjectCreated:Copy","subject":"x+y.txt","time":"2019-09-03T19:37:27.192Z","sequence":"000000000000000C0F6F405D6ED209E1"}"""],
            ["/Records/0"]),
        new(EventKind.S3,
            """{"Records":[{"eventSource":"minio:s3","awsRegion":"","eventTime":"2019-09-03T19:37:27Z","eventName":"s3:ObjectRemoved:Delete","responseElements":{"x-amz-request-id":"A","x-amz-id-2":"B"},"s3":{"bucket":{"name":"b"},"object":{"key":"k%C3%A9"}}}]}""",
            ["""{"id":"A.B","source":"minio:s3..b","type":"com.amazonaws.s3.s3:ObjectRemoved:Delete","subject":"k%C3%A9","time":"2019-09-03T19:37:27Z"}"""],
            ["/Records/0"]),
        SourceCase.OfOne(EventKind.S3,
            """{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2014-10-13T15:57:02.089Z","Bucket":"b","RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR"}""",
            """{"id":"5582815E1AEA5ADF.8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR","source":"aws:s3.eu-west-1.b","type":"com.amazonaws.s3.s3:TestEvent","time":"2014-10-13T15:57:02.089Z"}"""),
        new(EventKind.S3Batch,
            """{"invocationSchemaVersion":"1.0","invocationId":"YXNk","job":{"id":"f3cc4f60"},"tasks":[{"taskId":"dGFza2lk","s3Key":"customer%2BImage1.jpg","s3VersionId":"1","s3BucketArn":"arn:aws:s3:::b1"}]}""",
            ["""{"id":"dGFza2lk","source":"arn:aws:s3:::b1","type":"com.amazon.s3.batch_task","subject":"customer%2BImage1.jpg"}"""],
            ["/tasks/0"]),
        new(EventKind.S3Batch,
            """{"invocationSchemaVersion":"2.0","invocationId":"YXNk","job":{"id":"f3cc4f60","userArguments":{"k":"v"}},"tasks":[{"taskId":"t","s3Key":"a+b","s3VersionId":null,"s3Bucket":"b2"}]}""",
            ["""{"id":"t","source":"arn:aws:s3:::b2","type":"com.amazon.s3.batch_task","subject":"a+b"}"""],
            ["/tasks/0"]),
        ObjectLambda(EventKind.S3ObjectLambdaGet, "getObjectContext", "get"),
        ObjectLambda(EventKind.S3ObjectLambdaHead, "headObjectContext", "head"),
        ObjectLambda(EventKind.S3ObjectLambdaList, "listObjectsContext", "list"),
        ObjectLambda(EventKind.S3ObjectLambdaListV2, "listObjectsV2Context", "list_v2"),
    ];

    private static SourceCase ObjectLambda(EventKind kind, string member, string type) => SourceCase.OfOne(kind,
        $$$"""{"xAmzRequestId":"r-1","{{{member}}}":{"inputS3Url":"https://s"},"configuration":{"accessPointArn":"arn:aws:s3-object-lambda:us-east-1:1:accesspoint/ap"},"userRequest":{"url":"https://ap-1.s3-object-lambda.us-east-1.amazonaws.com/folder/a%20b?x=1","headers":{}},"protocolVersion":"1.00"}""",
        $$"""{"id":"r-1","source":"arn:aws:s3-object-lambda:us-east-1:1:accesspoint/ap","subject":"/folder/a%20b","type":"com.amazon.s3.object_lambda.{{type}}"}""");
}
