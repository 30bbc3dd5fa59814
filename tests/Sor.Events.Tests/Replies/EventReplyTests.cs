using System.Buffers;
using System.Text;
using Sor.Events.Replies;
using Sor.Events.Tests.CloudEvents;

namespace Sor.Events.Tests.Replies;

public sealed class EventReplyTests
{
    private const string Token = """{"type":"TOKEN","authorizationToken":"t","methodArn":"arn:m"}""";
    private const string LexV1 = """{"invocationSource":"DialogCodeHook","bot":{"name":"b"},"currentIntent":{"name":"Order","slots":{"size":"L"}},"sessionAttributes":{"k":"v"}}""";
    private const string LexV2 = """{"invocationSource":"DialogCodeHook","bot":{"id":"b"},"sessionState":{"sessionAttributes":{"k":"v"},"intent":{"state":"InProgress","name":"Order","slots":{"size":null}}},"requestAttributes":{"r":"1"}}""";
    private const string Fulfilment = """{"invocationSource":"FulfillmentCodeHook","bot":{"id":"b"},"sessionState":{"intent":{"name":"Order"}}}""";
    private const string Skill = """{"session":{"attributes":{"n":1.0}},"request":{"type":"IntentRequest"}}""";
    private const string Ses = """{"Records":[{"eventSource":"aws:ses","ses":{}}]}""";
    private const string CustomAuth = """{"token":"t","signatureVerified":true,"protocolData":{}}""";
    private const string Hook = """{"claimCertificateId":"c","templateArn":"arn:t"}""";
    private const string Vpn = """{"connection-id":"c","endpoint-id":"e"}""";
    private const string Framework = """{"RequestType":"Create","StackId":"st","RequestId":"r","LogicalResourceId":"l"}""";
    private const string Stack = """{"RequestType":"Create","ResponseURL":"https://s","StackId":"st","RequestId":"r","LogicalResourceId":"l"}""";
    private const string Sync = """{"version":2,"identityPoolId":"p","datasetName":"d","datasetRecords":{"a":{"op":"replace"}}}""";
    private const string Published = """{"info":{"channel":{"path":"/a"},"operation":"PUBLISH"},"events":[{"id":"1","payload":1},{"id":"2","payload":2}]}""";
    private const string Firehose = """{"deliveryStreamArn":"a","records":[{"recordId":"1","data":"MQ=="},{"recordId":"2","data":"Mg=="}]}""";
    private const string Tasks = """{"invocationSchemaVersion":"1.0","invocationId":"i","tasks":[{"taskId":"t1"}]}""";
    private const string Validation = """[{"id":"1","eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","eventTime":"2024-01-01T00:00:00Z","topic":"/t","data":{"validationCode":"abc"}}]""";
    private const string AzureQueue = """{"Data":{"item":"x"},"Metadata":{}}""";
    private const string BedrockApi = """{"agent":{},"actionGroup":"g","apiPath":"/x","httpMethod":"GET"}""";

    private const string UserPool = """{"version":"1","triggerSource":"PreSignUp_SignUp","userPoolId":"u","request":{},"response":{"autoConfirmUser":false}}""";

    [Theory]
    [InlineData(UserPool, """{"autoConfirmUser":true}""", """{"version":"1","triggerSource":"PreSignUp_SignUp","userPoolId":"u","request":{},"response":{"autoConfirmUser":true}}""")]
    [InlineData(UserPool, UserPool, UserPool)]
    [InlineData("""{"routeArn":"a","requestContext":{"http":{}}}""", "true", """{"isAuthorized":true}""")]
    [InlineData("""{"authorizationToken":"t","requestContext":{"apiId":"a","queryString":"q"}}""", "false", """{"isAuthorized":false}""")]
    [InlineData("""{"agent":{},"actionGroup":"g","apiPath":"/x","httpMethod":"GET"}""", """{"a":1}""", """{"messageVersion":"1.0","response":{"actionGroup":"g","apiPath":"/x","httpMethod":"GET","httpStatusCode":200,"responseBody":{"application/json":{"body":"{\"a\":1}"}}}}""")]
    [InlineData("""{"agent":{},"actionGroup":"g","function":"f"}""", "\"done\"", """{"messageVersion":"1.0","response":{"actionGroup":"g","function":"f","functionResponse":{"responseBody":{"TEXT":{"body":"done"}}}}}""")]
    [InlineData("""{"Details":{"ContactData":{}}}""", """{"a":"x","n":1.0,"b":true,"none":null}""", """{"a":"x","n":"1.0","b":"true"}""")]
    [InlineData("""{"RequestType":"Create","ResponseURL":"https://s","StackId":"st","RequestId":"r","LogicalResourceId":"l"}""", """{"PhysicalResourceId":"p","Data":{"k":"v"}}""", """{"Status":"SUCCESS","PhysicalResourceId":"p","StackId":"st","RequestId":"r","LogicalResourceId":"l","Data":{"k":"v"}}""")]
    [InlineData("""{"RequestType":"Delete","ResponseURL":"https://s","StackId":"st","RequestId":"r","LogicalResourceId":"l","PhysicalResourceId":"old"}""", "null", """{"Status":"SUCCESS","PhysicalResourceId":"old","StackId":"st","RequestId":"r","LogicalResourceId":"l"}""")]
    [InlineData("""{"any":"thing"}""", """{ "kept" : 1.0 }""", """{ "kept" : 1.0 }""")]
    [InlineData(Token, "true", """{"principalId":"user","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"arn:m"}]}}""")]
    [InlineData(Token, """{"isAuthorized":false,"principalId":"p","context":{"n":1.0},"usageIdentifierKey":"k"}""", """{"principalId":"p","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Deny","Resource":"arn:m"}]},"context":{"n":1.0},"usageIdentifierKey":"k"}""")]
    [InlineData(Token, """{"principalId":"p","policyDocument":{}}""", """{"principalId":"p","policyDocument":{}}""")]
    [InlineData("""{"type":"REQUEST","methodArn":"arn:m","httpMethod":"GET","requestContext":{}}""", "false", """{"principalId":"user","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Deny","Resource":"arn:m"}]}}""")]
    [InlineData(BedrockApi, """{"statusCode":404,"headers":{"Content-Type":"text/plain; charset=utf-8"},"body":"no \"x\""}""", """{"messageVersion":"1.0","response":{"actionGroup":"g","apiPath":"/x","httpMethod":"GET","httpStatusCode":404,"responseBody":{"text/plain":{"body":"no \"x\""}}}}""")]
    [InlineData(LexV1, "\"hi\"", """{"sessionAttributes":{"k":"v"},"dialogAction":{"type":"Close","fulfillmentState":"Fulfilled","message":{"contentType":"PlainText","content":"hi"}}}""")]
    [InlineData(LexV1, "null", """{"sessionAttributes":{"k":"v"},"dialogAction":{"type":"Delegate","slots":{"size":"L"}}}""")]
    [InlineData(LexV1, """{"dialogAction":{"type":"Delegate"}}""", """{"dialogAction":{"type":"Delegate"}}""")]
    [InlineData(LexV2, "\"hi\"", """{"sessionState":{"dialogAction":{"type":"Close"},"intent":{"name":"Order","slots":{"size":null},"state":"Fulfilled"},"sessionAttributes":{"k":"v"}},"messages":[{"contentType":"PlainText","content":"hi"}],"requestAttributes":{"r":"1"}}""")]
    [InlineData(LexV2, "null", """{"sessionState":{"dialogAction":{"type":"Delegate"},"intent":{"state":"InProgress","name":"Order","slots":{"size":null}},"sessionAttributes":{"k":"v"}},"requestAttributes":{"r":"1"}}""")]
    [InlineData(LexV2, """{"sessionState":{}}""", """{"sessionState":{}}""")]
    [InlineData(Fulfilment, """{"messages":["a",{"contentType":"SSML","content":"b"}]}""", """{"sessionState":{"dialogAction":{"type":"Close"},"intent":{"name":"Order","state":"Fulfilled"}},"messages":[{"contentType":"PlainText","content":"a"},{"contentType":"SSML","content":"b"}]}""")]
    [InlineData(Fulfilment, "null", """{"sessionState":{"dialogAction":{"type":"Close"},"intent":{"name":"Order","state":"Fulfilled"}}}""")]
    [InlineData(Skill, "\"hi\"", """{"version":"1.0","sessionAttributes":{"n":1.0},"response":{"outputSpeech":{"type":"PlainText","text":"hi"},"shouldEndSession":true}}""")]
    [InlineData(Skill, """{"shouldEndSession":false}""", """{"version":"1.0","sessionAttributes":{"n":1.0},"response":{"shouldEndSession":false}}""")]
    [InlineData(Skill, """{"sessionAttributes":{"m":2},"response":{"shouldEndSession":false}}""", """{"version":"1.0","sessionAttributes":{"m":2},"response":{"shouldEndSession":false}}""")]
    [InlineData(Skill, """{"version":"1.0","response":{}}""", """{"version":"1.0","response":{}}""")]
    [InlineData(Ses, "\"STOP_RULE\"", """{"disposition":"STOP_RULE"}""")]
    [InlineData(Ses, "null", """{"disposition":"CONTINUE"}""")]
    [InlineData(Ses, """{"disposition":"STOP_RULE_SET"}""", """{"disposition":"STOP_RULE_SET"}""")]
    [InlineData(CustomAuth, "true", """{"isAuthenticated":true,"principalId":"user","disconnectAfterInSeconds":86400,"refreshAfterInSeconds":300,"policyDocuments":[]}""")]
    [InlineData(CustomAuth, "false", """{"isAuthenticated":false}""")]
    [InlineData(Hook, "false", """{"allowProvisioning":false}""")]
    [InlineData(Hook, """{"Serial":"1"}""", """{"allowProvisioning":true,"parameterOverrides":{"Serial":"1"}}""")]
    [InlineData(Hook, """{"allowProvisioning":true}""", """{"allowProvisioning":true}""")]
    [InlineData(Vpn, "true", """{"allow":true,"error-msg-on-failed-posture-compliance":"","posture-compliance-statuses":[],"schema-version":"v1"}""")]
    [InlineData(Vpn, """{"allow":false,"error-msg-on-failed-posture-compliance":"no"}""", """{"allow":false,"error-msg-on-failed-posture-compliance":"no","posture-compliance-statuses":[],"schema-version":"v1"}""")]
    [InlineData(Framework, """{"Arn":"a"}""", """{"PhysicalResourceId":"r","Data":{"Arn":"a"}}""")]
    [InlineData(Framework, """{"PhysicalResourceId":"p"}""", """{"PhysicalResourceId":"p"}""")]
    [InlineData(Framework, "null", """{"PhysicalResourceId":"r"}""")]
    [InlineData(Stack, """{"Arn":"a"}""", """{"Status":"SUCCESS","PhysicalResourceId":"r","StackId":"st","RequestId":"r","LogicalResourceId":"l","Data":{"Arn":"a"}}""")]
    [InlineData(Stack, """{"Status":"FAILED","Reason":"no"}""", """{"Status":"FAILED","Reason":"no","PhysicalResourceId":"r","StackId":"st","RequestId":"r","LogicalResourceId":"l"}""")]
    [InlineData(Sync, """{"a":{"op":"remove"}}""", """{"version":2,"identityPoolId":"p","datasetName":"d","datasetRecords":{"a":{"op":"remove"}}}""")]
    [InlineData(Published, """["x",{"id":"2","error":"no"}]""", """{"events":[{"id":"1","payload":"x"},{"id":"2","error":"no"}]}""")]
    [InlineData(Published, "null", "null")]
    [InlineData(Firehose, """["a",null]""", """{"records":[{"recordId":"1","result":"Ok","data":"YQ=="},{"recordId":"2","result":"Dropped","data":"Mg=="}]}""")]
    [InlineData(Firehose, """[{"recordId":"1","result":"Ok"}]""", """{"records":[{"recordId":"1","result":"Ok"}]}""")]
    [InlineData(Tasks, "\"done\"", """{"invocationSchemaVersion":"1.0","treatMissingKeysAs":"PermanentFailure","invocationId":"i","results":[{"taskId":"t1","resultCode":"Succeeded","resultString":"done"}]}""")]
    [InlineData(Tasks, "null", """{"invocationSchemaVersion":"1.0","treatMissingKeysAs":"PermanentFailure","invocationId":"i","results":[{"taskId":"t1","resultCode":"Succeeded","resultString":""}]}""")]
    [InlineData(Tasks, """[{"taskId":"t1","resultCode":"PermanentFailure"}]""", """{"invocationSchemaVersion":"1.0","treatMissingKeysAs":"PermanentFailure","invocationId":"i","results":[{"taskId":"t1","resultCode":"PermanentFailure"}]}""")]
    [InlineData("""[{"info":{"fieldName":"f"}},{"info":{"fieldName":"f"}}]""", """["a",null]""", """["a",null]""")]
    [InlineData(Validation, "null", """{"validationResponse":"abc"}""")]
    [InlineData(AzureQueue, "1.0", """{"Outputs":{},"Logs":[],"ReturnValue":1.0}""")]
    [InlineData(AzureQueue, """{"Outputs":{"o":"x"}}""", """{"Outputs":{"o":"x"}}""")]
    public void What_the_function_says_is_put_into_the_form_of_the_sender(string json, string reply, string expected)
    {
        var output = new ArrayBufferWriter<byte>();

        EventReply.Write(Converter.Load(json), Converter.Load(reply), output);

        Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData(UserPool, "true", "")]
    [InlineData("""{"Details":{"ContactData":{}}}""", """{"a":{"b":1}}""", "/a")]
    [InlineData(Token, "{}", "")]
    [InlineData(Token, """{"isAuthorized":true,"context":{"a":[]}}""", "/context/a")]
    [InlineData(LexV1, "{}", "")]
    [InlineData(LexV2, "{}", "")]
    [InlineData(LexV2, "[1]", "/0")]
    [InlineData(Skill, "1", "")]
    [InlineData(Ses, "\"STOP\"", "")]
    [InlineData(Vpn, "{}", "")]
    [InlineData(Stack, "true", "")]
    [InlineData(Published, "[1,2,3]", "/2")]
    [InlineData(Firehose, "[\"a\"]", "")]
    [InlineData("""[{"info":{"fieldName":"f"}}]""", "null", "")]
    [InlineData(BedrockApi, """{"statusCode":200,"body":"/w==","isBase64Encoded":true}""", "/body")]
    public void What_no_answer_can_be_is_refused(string json, string reply, string place) =>
        Assert.Equal(place, Assert.Throws<EventFormatException>(() => EventReply.Write(Converter.Load(json), Converter.Load(reply), new ArrayBufferWriter<byte>())).Place);
}
