// Copies the API's document from a running server into openapi.json, from which the types are generated.
// CAUSEWAY_URL names the server.
import { writeFileSync } from 'node:fs';

const url = new URL('/openapi/v1.json', process.env.CAUSEWAY_URL ?? 'http://127.0.0.1:8080');
const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
if (!response.ok) throw new Error(`${url} answered ${response.status}. Start the server: ./causeway demo`);

const document = await response.json();
// Where it happened to run says nothing about the API.
delete document.servers;
writeFileSync(new URL('../openapi.json', import.meta.url), `${JSON.stringify(document, null, 2)}\n`);
