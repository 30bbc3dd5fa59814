def handle(event, context):
    """Greets whoever the event names."""
    name = event.get("name") or event.get("queryStringParameters", {}).get("name") or "world"
    return {"greeting": f"Hello, {name}!", "stages": event.get("stages", [])}
