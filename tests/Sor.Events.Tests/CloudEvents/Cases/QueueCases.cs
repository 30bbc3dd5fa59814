namespace Sor.Events.Tests.CloudEvents;

internal static class QueueCases
{
    public static SourceCase[] All { get; } =
    [
        new(EventKind.Sqs,
            """
            {"Records":[
             {"messageId":"059f36b4-87a3-44ab-83d2-661975830a7d","receiptHandle":"AQEB","body":"Test message.","attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1700000000123","SenderId":"AIDA","ApproximateFirstReceiveTimestamp":"1545082649185","AWSTraceHeader":"Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"},
              "messageAttributes":{"Trace-Id":{"stringValue":"a b","stringListValues":[],"binaryListValues":[],"dataType":"String"},"trace_id":{"stringValue":"second","dataType":"String"},"amount":{"stringValue":"12.50","dataType":"Number"},"blob":{"binaryValue":"AAE=","dataType":"Binary"}},
              "md5OfBody":"e4e68fb7bd0e697a0ae8f1bb342846b3","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-2:123456789012:my-queue","awsRegion":"us-east-2"},
             {"messageId":"2","body":"","attributes":{"SentTimestamp":"1700000000000","SequenceNumber":"18849496460467696128","MessageGroupId":"group 1","MessageDeduplicationId":"1"},"messageAttributes":{},"eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-2:123456789012:fifo.fifo","awsRegion":"us-east-2"}]}
            """,
            [
                """{"id":"059f36b4-87a3-44ab-83d2-661975830a7d","source":"arn:aws:sqs:us-east-2:123456789012:my-queue","type":"com.amazon.sqs.message","time":"2023-11-14T22:13:20.123Z","traceparent":"00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01","sqsmsgtraceid":"a b","sqsmsgamount":"12.50"}""",
                """{"id":"2","source":"arn:aws:sqs:us-east-2:123456789012:fifo.fifo","type":"com.amazon.sqs.message","time":"2023-11-14T22:13:20.000Z","partitionkey":"group 1","sequence":"18849496460467696128"}""",
            ],
            ["/Records/0", "/Records/1"]),
        new(EventKind.Sns,
            """
            {"Records":[{"EventVersion":"1.0","EventSubscriptionArn":"arn:aws:sns:us-east-1:123456789012:topic:2bcfbf39","EventSource":"aws:sns","Sns":{"SignatureVersion":"1","Timestamp":"2019-01-02T12:45:07.000Z","Signature":"x","SigningCertUrl":"https://sns.us-east-1.amazonaws.com/c.pem","MessageId":"95df01b4-ee98-5cb9-9903-4c221d41eb5e","Message":"Hello from SNS!","MessageAttributes":{"Test":{"Type":"String","Value":"TestString"}},"Type":"Notification","UnsubscribeUrl":"https://sns/","TopicArn":"arn:aws:sns:us-east-1:123456789012:topic","Subject":"TestInvoke"}},
             {"EventVersion":"1.0","EventSource":"aws:sns","EventSubscriptionArn":"arn:aws:sns:us-east-1:123456789012:topic:2","Sns":{"MessageId":"m2","Type":"SubscriptionConfirmation","TopicArn":"arn:aws:sns:us-east-1:123456789012:topic","Timestamp":"2019-01-02T12:45:07.000Z","Message":"confirm","Subject":null}}]}
            """,
            [
                """{"id":"95df01b4-ee98-5cb9-9903-4c221d41eb5e","source":"arn:aws:sns:us-east-1:123456789012:topic:2bcfbf39","type":"com.amazonaws.sns.Notification","subject":"TestInvoke","time":"2019-01-02T12:45:07.000Z"}""",
                """{"id":"m2","source":"arn:aws:sns:us-east-1:123456789012:topic","type":"com.amazonaws.sns.SubscriptionConfirmation","time":"2019-01-02T12:45:07.000Z"}""",
            ],
            ["/Records/0/Sns", "/Records/1/Sns"]),
        new(EventKind.ActiveMq,
            """
            {"eventSource":"aws:mq","eventSourceArn":"arn:aws:mq:us-east-2:111122223333:broker:test:b-9bcfa592","messages":[{"messageID":"ID:b-9bcfa592:1","messageType":"jms/text-message","timestamp":1598827811958,"deliveryMode":0,"correlationID":"c","replyTo":"r","destination":{"physicalName":"testQueue"},"redelivered":false,"type":"t","expiration":0,"priority":0,"data":"QUJDOkFBQUE=","brokerInTime":1598827811958,"brokerOutTime":1598827811959,"properties":{"index":"1"}},
             {"messageID":"ID:2","messageType":"jms/bytes-message","timestamp":1598827811958,"destination":{"physicalname":"other"},"data":"3DTOOW7crj51prgVLQaGQ82S48k=","properties":{}}]}
            """,
            [
                """{"id":"ID:b-9bcfa592:1","source":"arn:aws:mq:us-east-2:111122223333:broker:test:b-9bcfa592","type":"com.amazon.mq.message","subject":"testQueue","time":"2020-08-30T22:50:11.958Z"}""",
                """{"id":"ID:2","source":"arn:aws:mq:us-east-2:111122223333:broker:test:b-9bcfa592","type":"com.amazon.mq.message","subject":"other","time":"2020-08-30T22:50:11.958Z"}""",
            ],
            ["/messages/0", "/messages/1"]),
        new(EventKind.RabbitMq,
            """
            {"eventSource":"aws:rmq","eventSourceArn":"arn:aws:mq:us-east-2:111122223333:broker:pizzaBroker:b-9bcfa592","rmqMessagesByQueue":{"pizzaQueue::/":[{"basicProperties":{"contentType":"text/plain","contentEncoding":null,"headers":{"header1":{"bytes":[118,97,108,-61]}},"deliveryMode":1,"priority":34,"messageId":null,"timestamp":"Jan 1, 1970, 12:33:41 AM","bodySize":80},"redelivered":false,"data":"eyJ0aW1lb3V0IjowfQ=="}],
             "calzone::shop":[{"basicProperties":{"messageId":"m7"},"data":"AA=="}]}}
            """,
            [
                """{"id":"REQ.0","source":"arn:aws:mq:us-east-2:111122223333:broker:pizzaBroker:b-9bcfa592","type":"com.amazon.mq.message","subject":"pizzaQueue"}""",
                """{"id":"m7","source":"arn:aws:mq:us-east-2:111122223333:broker:pizzaBroker:b-9bcfa592","type":"com.amazon.mq.message","subject":"calzone"}""",
            ],
            ["/rmqMessagesByQueue/pizzaQueue::~1/0", "/rmqMessagesByQueue/calzone::shop/0"]),
        new(EventKind.Msk,
            """
            {"eventSource":"aws:kafka","eventSourceArn":"arn:aws:kafka:us-east-1:123456789012:cluster/vpc-2priv/751d2973","bootstrapServers":"b-2.demo:9092,b-1.demo:9092","records":{"mytopic-0":[{"topic":"mytopic","partition":0,"offset":15,"timestamp":1545084650987,"timestampType":"CREATE_TIME","key":"a2V5IDE=","value":"SGVsbG8=","headers":[{"headerKey":[104,101,97,100,101,114,-61]}]}],
             "mytopic-1":[{"topic":"mytopic","partition":1,"offset":9007199254740993,"timestamp":1545084650000,"timestampType":"CREATE_TIME","key":null,"value":null,"headers":[]}]}}
            """,
            [
                """{"id":"mytopic-0-15","source":"arn:aws:kafka:us-east-1:123456789012:cluster/vpc-2priv/751d2973","type":"com.amazon.kafka.record","subject":"mytopic","time":"2018-12-17T22:10:50.987Z","partitionkey":"key 1"}""",
                """{"id":"mytopic-1-9007199254740993","source":"arn:aws:kafka:us-east-1:123456789012:cluster/vpc-2priv/751d2973","type":"com.amazon.kafka.record","subject":"mytopic","time":"2018-12-17T22:10:50.000Z"}""",
            ],
            ["/records/mytopic-0/0", "/records/mytopic-1/0"]),
        new(EventKind.SelfManagedKafka,
            """{"eventSource":"SelfManagedKafka","bootstrapServers":"abc.xyz.com:9092,abc2.xyz.com:9092","records":{"t-0":[{"topic":"t","partition":0,"offset":1,"timestamp":-1,"value":"AA=="}]}}""",
            ["""{"id":"t-0-1","source":"kafka://abc.xyz.com:9092","type":"com.amazon.kafka.record","subject":"t"}"""],
            ["/records/t-0/0"]),
    ];
}
