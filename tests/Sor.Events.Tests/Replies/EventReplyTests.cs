using System.Buffers;
using System.Text;
using Sor.Events.Replies;
using Sor.Events.Tests.CloudEvents;

namespace Sor.Events.Tests.Replies;

public sealed class EventReplyTests
{
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
    public void What_the_function_says_is_put_into_the_form_of_the_sender(string json, string reply, string expected)
    {
        var output = new ArrayBufferWriter<byte>();

        EventReply.Write(Converter.Load(json), Converter.Load(reply), output);

        Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData(UserPool, "true", "")]
    [InlineData("""{"Details":{"ContactData":{}}}""", """{"a":{"b":1}}""", "/a")]
    public void What_no_answer_can_be_is_refused(string json, string reply, string place) =>
        Assert.Equal(place, Assert.Throws<EventFormatException>(() => EventReply.Write(Converter.Load(json), Converter.Load(reply), new ArrayBufferWriter<byte>())).Place);
}
