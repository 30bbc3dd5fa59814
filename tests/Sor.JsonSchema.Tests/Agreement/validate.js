'use strict';
// Reads lines of {"schema": ..., "instances": [...]} and answers each with a line of booleans, null where the validator itself breaks. It is npm's ajv, as install.sh beside it left it.
const Ajv = require('../Suite/node_modules/ajv/dist/2020').default;

const lines = require('fs').readFileSync(0, 'utf8').split('\n').filter((line) => line);
for (const line of lines) {
  const { schema, instances } = JSON.parse(line);
  const validate = new Ajv({ strict: false, validateFormats: false, logger: false }).compile(schema);
  console.log(JSON.stringify(instances.map((instance) => answer(validate, instance))));
}

function answer(validate, instance) {
  try {
    return validate(instance);
  } catch (error) {
    // For some uses of unevaluated... it generates code that names variables which are not there, or not yet.
    if (error instanceof ReferenceError || error instanceof TypeError) return null;
    throw error;
  }
}
