namespace Sor.Events.Tests.CloudEvents;

internal static class OtherCases
{
    public static SourceCase[] All { get; } =
    [
        new(EventKind.CloudEvent,
            """{"specversion":"1.0","id":"1","source":"/s x","type":"t","time":"2023-11-14T22:13:20.000+0000","subject":"","flag":true,"count":5,"huge":4294967296,"Bad_Name":"x","none":null,"data":"\"x\""}""",
            ["""{"id":"1","source":"/s%20x","type":"t","time":"2023-11-14T22:13:20.000Z","flag":true,"count":5,"huge":"4294967296"}"""],
            ["/data"]),
        new(EventKind.CloudEventBatch,
            """[{"specversion":"1.0","id":"1","source":"/s","type":"t","data":{"a":1.0}},{"specversion":"1.0","id":"2","source":"/s","type":"t","data":null}]""",
            ["""{"id":"1","source":"/s","type":"t"}""", """{"id":"2","source":"/s","type":"t"}"""],
            ["/0/data", "/1/data"]),
        new(EventKind.EventGrid,
            """[{"id":"831e1650","topic":"/subscriptions/x/resourceGroups/rg","subject":"/blobServices/default/containers/c/blobs/b","data":{"api":"PutBlob","n":1.50},"eventType":"Microsoft.Storage.BlobCreated","eventTime":"2017-06-26T18:41:00.9584103Z","metadataVersion":"1","dataVersion":"1.0"},{"id":"2","subject":"s","eventType":"T","eventTime":"2017-06-26T18:41:00Z","dataVersion":"","data":{}}]""",
            [
                """{"id":"831e1650","source":"/subscriptions/x/resourceGroups/rg","type":"Microsoft.Storage.BlobCreated","subject":"/blobServices/default/containers/c/blobs/b","time":"2017-06-26T18:41:00.9584103Z","dataversion":"1.0"}""",
                """{"id":"2","source":"urn:azure:eventgrid","type":"T","subject":"s","time":"2017-06-26T18:41:00Z"}""",
            ],
            ["/0/data", "/1/data"]),
        new(EventKind.GcfLegacy,
            """{"context":{"eventId":"e1","timestamp":"2020-09-29T11:32:00.000Z","eventType":"google.storage.object.finalize","resource":{"service":"storage.googleapis.com","name":"projects/_/buckets/bk/objects/d/f.txt#17","type":"storage#object"}},"data":{"bucket":"bk","size":"12"}}""",
            ["""{"id":"e1","source":"//storage.googleapis.com/projects/_/buckets/bk","type":"google.cloud.storage.object.v1.finalized","subject":"objects/d/f.txt","time":"2020-09-29T11:32:00.000Z"}"""],
            ["/data"]),
        new(EventKind.PubSubPush,
            """{"subscription":"projects/p/subscriptions/s","message":{"data":"aGk=","messageId":"m1","publishTime":"2020-09-05T12:34:56Z","attributes":{}}}""",
            ["""{"id":"m1","source":"//pubsub.googleapis.com/","type":"google.cloud.pubsub.topic.v1.messagePublished","time":"2020-09-05T12:34:56Z"}"""],
            null),
        SourceCase.OfOne(EventKind.AzureTrigger,
            """{"Data":{"myQueueItem":"\"hello\""},"Metadata":{"DequeueCount":"1"}}""",
            """{"id":"REQ","source":"arn:aws:lambda:eu-west-1:111122223333:function:f","type":"com.microsoft.azure.functions.trigger"}"""),
        SourceCase.OfOne(EventKind.Raw,
            """{"n":12345678901234567890.123456789, "list":[1,2]}""",
            """{"id":"REQ","source":"arn:aws:lambda:eu-west-1:111122223333:function:f","type":"com.amazon.lambda.invoke"}"""),
        SourceCase.OfOne(EventKind.Raw,
            "\"text\"",
            """{"id":"REQ","source":"arn:aws:lambda:eu-west-1:111122223333:function:f","type":"com.amazon.lambda.invoke"}"""),
        new(EventKind.Raw, """{"Records":[]}""", [], []),
    ];
}
