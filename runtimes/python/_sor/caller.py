"""The rarer parts of the Lambda context: who called, and what the stages around the handler noted."""


class _Record:
    """Named members, all None until set."""

    __slots__ = ()

    def __init__(self, values=None):
        for name in self.__slots__:
            setattr(self, name, values.get(name) if isinstance(values, dict) else None)

    def __repr__(self):
        return f"{type(self).__name__}([{','.join(f'{name}={getattr(self, name)}' for name in self.__slots__)}])"


class CognitoIdentity(_Record):
    """Who called, for calls with Amazon Cognito credentials."""

    __slots__ = ("cognito_identity_id", "cognito_identity_pool_id")


class Client(_Record):
    """The calling mobile application."""

    __slots__ = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")


class ClientContext(_Record):
    """What the caller sent beside the event."""

    __slots__ = ("custom", "env", "client")


class StageFacts(_Record):
    """context.sor: what this runtime knows beyond Lambda's own context."""

    __slots__ = ("attributes", "invocation_id", "trigger", "trace")

    def __init__(self, context):
        self.attributes = context.get("attributes", {})
        self.invocation_id = context.get("invocationId")
        self.trigger = context.get("trigger")
        self.trace = context.get("trace", {})


def client_context(value):
    """The ClientContext of the caller's JSON, or None if there is none."""
    if value is None:
        return None
    result = ClientContext(value)
    if isinstance(result.client, dict):
        result.client = Client(result.client)
    return result


def identity(value):
    """The CognitoIdentity of the caller; its members are None for callers without one."""
    result = CognitoIdentity()
    if isinstance(value, dict):
        result.cognito_identity_id = value.get("cognitoIdentityId")
        result.cognito_identity_pool_id = value.get("cognitoIdentityPoolId")
    return result
