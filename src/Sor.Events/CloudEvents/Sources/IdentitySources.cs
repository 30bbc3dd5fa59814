namespace Sor.Events.CloudEvents.Sources;

/// <summary>Services that ask whether somebody may, or who somebody is.</summary>
internal static class IdentitySources
{
    internal static void Authorizer(SourceWriter w)
    {
        var e = w.Document;
        var method = e.Member("methodArn"u8);
        w.Begin();
        w.Id(e.Context("requestId"u8));
        w.Source(method.IsMissing ? e.Member("routeArn"u8) : method);
        w.Type("com.amazon.execute-api.authorize"u8);
        w.End(e.Root);
    }

    internal static void UserPool(SourceWriter w)
    {
        var e = w.Document;
        w.Begin();
        w.Source(w.Arn("cognito-idp"u8, e.Member("region"u8), default).Add("userpool/"u8).Add(e.Member("userPoolId"u8)));
        w.Type("com.amazon.cognito-idp."u8, e.Member("triggerSource"u8));
        w.Subject(e.Member("userName"u8));
        w.End(e.Root);
    }

    internal static void CognitoSync(SourceWriter w)
    {
        var e = w.Document;
        w.Begin();
        w.Source(w.Arn("cognito-identity"u8, e.Member("region"u8), default).Add("identitypool/"u8).Add(e.Member("identityPoolId"u8)));
        w.Type("com.amazon.cognito-identity.sync_trigger"u8);
        w.Subject(e.Member("datasetName"u8));
        w.End(e.Root);
    }

    internal static void AppSyncAuthorizer(SourceWriter w)
    {
        var e = w.Document;
        w.Begin();
        w.Id(e.Context("requestId"u8));
        w.Source(w.Text().Add("urn:aws:appsync:"u8).Add(e.Context("apiId"u8)));
        w.Type("com.amazon.appsync.authorize"u8);
        w.End(e.Root);
    }

    internal static void ClientVpn(SourceWriter w)
    {
        var e = w.Document;
        w.Begin();
        w.Source(w.Arn("ec2"u8).Add("client-vpn-endpoint/"u8).Add(e.Member("endpoint-id"u8)));
        w.Type("com.amazon.ec2.client_vpn_connection"u8);
        w.Subject(e.Member("connection-id"u8));
        w.End(e.Root);
    }

    internal static void IotCustomAuth(SourceWriter w)
    {
        w.Begin();
        w.Type("com.amazon.iot.authorize"u8);
        w.End(w.Document.Root);
    }
}
