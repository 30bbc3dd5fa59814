"""handler-echo of the vectors."""


def handle(event, context):
    return event
