#!/usr/bin/node
// The persistent form of the JSON middleware: the helper library parses each payload and puts it out again.
const sor = require('sor')

sor.before((event) => event)
sor.after((response) => response)
sor.run()
