// `node --test FOLDER` looks for *.test.cjs by itself up to Node 20; newer versions load the folder, that is, this file.
'use strict'

const fs = require('node:fs')
const path = require('node:path')

for (const name of fs.readdirSync(__dirname)) {
  if (name.endsWith('.test.cjs')) require(path.join(__dirname, name))
}
