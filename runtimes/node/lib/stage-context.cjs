// The second argument of a middleware's function: what is known of the invocation, and what the stage notes about it.
'use strict'

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']

/** One per call. Facts that are not known are undefined, or an empty object where the fact is one. */
class StageContext {
  /** `about` has stage, phase, config, deadline, contentType, function and writeLog; `facts` is the context as it came. */
  constructor(about, facts) {
    this.stage = about.stage // name of this stage
    this.phase = about.phase // before, after or error
    this.config = about.config // of this stage, from the function's configuration
    this.deadline = about.deadline // when the answer is due, in Unix milliseconds
    this.contentType = about.contentType // of the payload; set it to name that of the payload you return
    this._function = about.function
    this._writeLog = about.writeLog
    this._facts = facts
    this._notes = {}
  }

  /** The platform's id of the event. Retries may repeat it. */
  get requestId() {
    return this._facts.requestId
  }

  /** Unique per delivery, where the platform gives one. */
  get invocationId() {
    return this._facts.invocationId
  }

  /** Trace headers: xray, traceparent, tracestate. */
  get trace() {
    return this._facts.trace ?? {}
  }

  /** name, version, memoryMb, instance, arn: as far as known. */
  get function() {
    return { ...this._function, ...this._facts.function }
  }

  /** The platform adapter that took the event: lambda. */
  get trigger() {
    return this._facts.trigger
  }

  /** Tenant of a tenant-isolated function. */
  get tenantId() {
    return this._facts.tenantId
  }

  /** The caller's client context, decoded. */
  get clientContext() {
    return this._facts.clientContext
  }

  /** What the event is: kind, id, source, type, subject, idempotencyKey. Empty unless the stage asks for `context: [event]`. */
  get event() {
    return this._facts.event ?? {}
  }

  /** The event's HTTP request: method, target, path, headers. Empty unless the stage asks for `context: [http]`, or without one. */
  get http() {
    return this._facts.http ?? {}
  }

  /** The caller's identity, as it came. */
  get identity() {
    return this._facts.identity
  }

  /** What stages noted so far: {STAGE: {...}}. Note your own with `annotate`. */
  get attributes() {
    return this._facts.attributes ?? {}
  }

  /** What this stage noted in an earlier phase of the same invocation. Set it to note it for the later phases. */
  get state() {
    return 'state' in this._notes ? this._notes.state : this._facts.state
  }

  set state(value) {
    this._notes.state = value ?? null
  }

  /** Milliseconds until the answer is due, never below 0; undefined without a deadline. */
  remainingMs() {
    return this.deadline === undefined ? undefined : Math.max(0, this.deadline - Date.now())
  }

  /** Notes attributes under this stage's name, for inner stages, outer ones on the way out, and the handler. */
  annotate(attributes) {
    this._notes.attributes = { ...this._notes.attributes, ...attributes }
  }

  /** Adds members to this stage's span. */
  span(members) {
    this._notes.span = { ...this._notes.span, ...members }
  }

  /** Writes one log record. `level`: TRACE, DEBUG, INFO, WARN, ERROR or FATAL; all other members are its fields. */
  log(message, { level = 'INFO', ...fields } = {}) {
    if (!LEVELS.includes(level)) throw new TypeError(`ctx.log: level '${level}' is none of ${LEVELS.join(', ')}`)
    this._writeLog(level, String(message), fields)
  }

  /** What was noted: an object, empty if nothing was. */
  takeNotes() {
    return this._notes
  }
}

module.exports = { StageContext }
