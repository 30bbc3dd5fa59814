namespace Sor.Events.Tests.CloudEvents;

internal static class IdentityCases
{
    public static SourceCase[] All { get; } =
    [
        SourceCase.OfOne(EventKind.ApiGatewayAuthorizerToken,
            """{"type":"TOKEN","authorizationToken":"Bearer x","methodArn":"arn:aws:execute-api:us-west-2:123456789012:a/*/GET/"}""",
            """{"id":"REQ","source":"arn:aws:execute-api:us-west-2:123456789012:a/*/GET/","type":"com.amazon.execute-api.authorize"}"""),
        SourceCase.OfOne(EventKind.ApiGatewayAuthorizerRequest,
            """{"type":"REQUEST","methodArn":"arn:aws:execute-api:us-east-1:123456789012:a/test/GET/request","resource":"/request","path":"/request","httpMethod":"GET","headers":{},"requestContext":{"requestId":"r9","apiId":"a"}}""",
            """{"id":"r9","source":"arn:aws:execute-api:us-east-1:123456789012:a/test/GET/request","type":"com.amazon.execute-api.authorize"}"""),
        SourceCase.OfOne(EventKind.ApiGatewayAuthorizerV2,
            """{"version":"2.0","type":"REQUEST","routeArn":"arn:aws:execute-api:us-east-1:123456789012:a/test/GET/request","identitySource":["u"],"routeKey":"$default","rawPath":"/p","headers":{},"requestContext":{"requestId":"id","http":{"method":"POST"},"timeEpoch":1583348638390}}""",
            """{"id":"id","source":"arn:aws:execute-api:us-east-1:123456789012:a/test/GET/request","type":"com.amazon.execute-api.authorize"}"""),
        SourceCase.OfOne(EventKind.CognitoUserPool,
            """{"version":"1","region":"us-east-1","userPoolId":"us-east-1_u","userName":"me","callerContext":{"awsSdkVersion":"x","clientId":"c"},"triggerSource":"PreSignUp_SignUp","request":{"userAttributes":{}},"response":{"autoConfirmUser":false}}""",
            """{"id":"REQ","source":"arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_u","type":"com.amazon.cognito-idp.PreSignUp_SignUp","subject":"me"}"""),
        SourceCase.OfOne(EventKind.CognitoSync,
            """{"version":2,"eventType":"SyncTrigger","region":"us-east-1","identityPoolId":"us-east-1:p","identityId":"i","datasetName":"d","datasetRecords":{}}""",
            """{"id":"REQ","source":"arn:aws:cognito-identity:us-east-1:111122223333:identitypool/us-east-1:p","type":"com.amazon.cognito-identity.sync_trigger","subject":"d"}"""),
        SourceCase.OfOne(EventKind.AppSyncAuthorizer,
            """{"authorizationToken":"t","requestContext":{"apiId":"aaaaaa123123123example123","accountId":"111122223333","requestId":"f4081827","queryString":"mutation","operationName":"M","variables":{}}}""",
            """{"id":"f4081827","source":"urn:aws:appsync:aaaaaa123123123example123","type":"com.amazon.appsync.authorize"}"""),
        SourceCase.OfOne(EventKind.ClientVpn,
            """{"connection-id":"cvpn-connection-1","endpoint-id":"cvpn-endpoint-1","common-name":"c","username":"u","platform":"OS","public-ip":"1.2.3.4","schema-version":"v3"}""",
            """{"id":"REQ","source":"arn:aws:ec2:eu-west-1:111122223333:client-vpn-endpoint/cvpn-endpoint-1","type":"com.amazon.ec2.client_vpn_connection","subject":"cvpn-connection-1"}"""),
        SourceCase.OfOne(EventKind.IotCustomAuth,
            """{"token":"t","signatureVerified":true,"protocols":["mqtt"],"protocolData":{"mqtt":{"username":"u","clientId":"c"}},"connectionMetadata":{"id":"i"}}""",
            """{"id":"REQ","source":"arn:aws:lambda:eu-west-1:111122223333:function:f","type":"com.amazon.iot.authorize"}"""),
        SourceCase.OfOne(EventKind.IotPreprovision,
            """{"claimCertificateId":"c1","certificateId":"c2","certificatePem":"p","templateArn":"arn:aws:iot:us-east-1:1234567890:provisioningtemplate/MyTemplate","clientId":"i","parameters":{}}""",
            """{"id":"REQ","source":"arn:aws:iot:us-east-1:1234567890:provisioningtemplate/MyTemplate","type":"com.amazon.iot.preprovision","subject":"c1"}"""),
        SourceCase.OfOne(EventKind.IotButton,
            """{"serialNumber":"G030JF055364XVRB","clickType":"SINGLE","batteryVoltage":"2000mV"}""",
            """{"id":"REQ","source":"G030JF055364XVRB","type":"com.amazon.iot.button","subject":"SINGLE"}"""),
        SourceCase.OfOne(EventKind.IotOneClick,
            """{"deviceEvent":{"buttonClicked":{"clickType":"SINGLE","reportedTime":"2018-05-04T23:26:33.747Z"}},"deviceInfo":{"attributes":{},"type":"button","deviceId":"G030P","remainingLife":98.7},"placementInfo":{"projectName":"test","placementName":"mytest","attributes":{},"devices":{}}}""",
            """{"id":"REQ","source":"G030P","type":"com.amazon.iot1click.click","subject":"mytest","time":"2018-05-04T23:26:33.747Z"}"""),
    ];
}
