// Holds answers against the OpenAPI document, by a validator that we did not write. One answer a line in, one line out: what
// is wrong with it, or nothing. Ends when its input does.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020.js';

const document = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
for (const width of ['int32', 'int64', 'double', 'float']) ajv.addFormat(width, true);
close(document.paths);
close(document.components);
ajv.addSchema(document, 'document');

const checks = new Map();
const operations = new Map(
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [operation.operationId, { path, method, operation }]),
  ),
);

/** A member that the document does not declare is a fault, also where clients may ignore it. */
function close(node) {
  if (Array.isArray(node)) return node.forEach(close);
  if (node === null || typeof node !== 'object') return;
  if (node.properties && typeof node.properties === 'object' && 'type' in node && !('additionalProperties' in node)) node.additionalProperties = false;
  Object.values(node).forEach(close);
}

function resolved(node) {
  return node.$ref ? node.$ref.split('/').slice(1).reduce((at, name) => at[name], document) : node;
}

function escaped(name) {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function schemaPointer({ path, method }, status, type, response) {
  const pointer = response.$ref ?? `#/paths/${escaped(path)}/${method}/responses/${status}`;
  return `document${pointer}/content/${escaped(type)}/schema`;
}

function faults({ operation: id, status, type, headers, body }) {
  const known = operations.get(id);
  const response = known.operation.responses[status];
  if (!response) return [`${id} answers ${status}, which the document does not say: ${body.slice(0, 300)}`];
  const { content, headers: declared = {} } = resolved(response);
  const found = headers.filter((name) => !(name in declared)).map((name) => `${id} ${status} has the header ${name}`);
  if ('ETag' in declared && status < 400 && type === 'application/json' && !headers.includes('ETag')) found.push(`${id} ${status} has no ETag`);
  // What Odoo gave to somebody else at once is not shown.
  if (!type) return content && status !== 201 ? [...found, `${id} ${status} has no content`] : found;
  if (!content?.[type]) return [...found, `${id} ${status} is ${type}`];
  return type.endsWith('json') ? [...found, ...invalid(`${id} ${status}`, schemaPointer(known, status, type, response), body)] : found;
}

function invalid(name, pointer, body) {
  if (!checks.has(pointer)) checks.set(pointer, ajv.compile({ $ref: pointer }));
  const check = checks.get(pointer);
  if (check(JSON.parse(body))) return [];
  return check.errors.slice(0, 5).map((error) => `${name} ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}

for await (const line of createInterface({ input: process.stdin })) {
  let found;
  try {
    found = faults(JSON.parse(line));
  } catch (error) {
    found = [String(error)];
  }
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
