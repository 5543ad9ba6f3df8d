// Reads the answer to `introspect.mjs query` (the introspection query of npm graphql) from standard input, builds a client
// schema of it and answers what is wrong with it, and the schema's definitions.
import { readFileSync } from 'node:fs'
import { buildClientSchema, getIntrospectionQuery, printSchema, validateSchema } from 'graphql'

if (process.argv[2] === 'query') {
  process.stdout.write(getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true }))
} else {
  const schema = buildClientSchema(JSON.parse(readFileSync(0, 'utf8')).data)
  process.stdout.write(JSON.stringify({ errors: validateSchema(schema).map((error) => error.message), definitions: printSchema(schema) }))
}
