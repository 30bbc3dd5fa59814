// The probe of spec/probe.md as a handler in Node.
'use strict'

exports.handle = async (event) => {
  switch (event?.probe) {
    case 'fail': {
      const error = new Error(event.errorMessage)
      error.name = event.errorType
      throw error
    }
    case 'size':
      return 'x'.repeat(event.bytes - 2)
    case 'sleep':
      await new Promise((resolve) => setTimeout(resolve, event.ms))
      return event
    case 'print':
      console.log(event.text)
      return event
    case 'crash':
      return process.exit(1)
    default:
      return event
  }
}
