// Reads {"schema": SDL, "documents": [...]} from standard input and answers, document by document, whether npm graphql
// takes it: null where it does, else the messages.
import { readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'

const { schema, documents } = JSON.parse(readFileSync(0, 'utf8'))
const built = buildSchema(schema)

function judge(document) {
  try {
    const errors = validate(built, parse(document))
    return errors.length ? errors.map((error) => error.message) : null
  } catch (error) {
    return [error.message]
  }
}

process.stdout.write(JSON.stringify(documents.map(judge)))
