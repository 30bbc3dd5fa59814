// The CNCF's library for JavaScript, unmodified. Reads an array of messages, {headers, body, bodyEncoding}, and prints for each the events
// that the library finds in it: each as the library writes it in both modes, and all of them as a batch.
import { CloudEvent, HTTP } from 'cloudevents';
import { readFileSync } from 'node:fs';

// As they would stand on the wire.
function toMessage({ headers, body = '' }) {
  const isText = typeof body === 'string';
  return {
    headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
    body: isText ? body : Buffer.from(body).toString('base64'),
    bodyEncoding: isText ? 'utf8' : 'base64',
  };
}

function read({ headers, body, bodyEncoding }) {
  const found = HTTP.toEvent({ headers: Object.fromEntries(headers), body: bodyEncoding === 'base64' ? Buffer.from(body, 'base64') : body });
  const events = [found].flat().map((event) => new CloudEvent(event, true));
  return {
    binary: events.map((event) => toMessage(HTTP.binary(event))),
    structured: events.map((event) => toMessage(HTTP.structured(event))),
    batch: toMessage({ headers: { 'content-type': 'application/cloudevents-batch+json' }, body: JSON.stringify(events) }),
  };
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(read)));
