#!/usr/bin/node
// A middleware as people write it, one file for each way to run it: hides a member that the benchmark's event has not.
const sor = require('sor')

sor.before((event) => {
  if ('password' in event) event.password = '***'
  return event
})
sor.run()
