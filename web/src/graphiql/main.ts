import './graphiql.css';
import { follow, send, type Request } from './send';
import { readSchema, showSchema, type SchemaType } from './schema';

const example = `# Ctrl+Enter runs it. Subscriptions are followed until another one runs.
{
  accounts(limit: 5) {
    name
    pipeline_value
    opportunities(limit: 3) {
      name
      value
      stage { name }
      activities { summary date_deadline }
    }
  }
}
`;

const kept = 'graphiql.query';

function element<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

const query = element<HTMLTextAreaElement>('query');
const variables = element<HTMLTextAreaElement>('variables');
const answer = element<HTMLPreElement>('answer');
const status = element<HTMLOutputElement>('status');
const search = element<HTMLInputElement>('search');

let schema: SchemaType[] = [];
let following = new AbortController();

function request(document: string): Request {
  const given = variables.value.trim();
  return {
    query: document,
    variables: given ? (JSON.parse(given) as Record<string, unknown>) : undefined,
    connection: element<HTMLInputElement>('connection').value.trim(),
    token: element<HTMLInputElement>('token').value.trim(),
  };
}

async function run() {
  following.abort();
  following = new AbortController();
  localStorage.setItem(kept, query.value);
  status.value = '…';
  const started = performance.now();
  try {
    const asked = request(query.value);
    if (/^\s*subscription\b/m.test(query.value)) await followInto(asked);
    else answer.textContent = JSON.stringify(await send(asked), null, 2);
    status.value = `${Math.round(performance.now() - started)} ms`;
    if (schema.length === 0) await loadSchema();
  } catch (cause) {
    if (following.signal.aborted) return;
    status.value = '';
    answer.textContent = cause instanceof Error ? cause.message : String(cause);
  }
}

async function followInto(asked: Request) {
  answer.textContent = '';
  for await (const event of follow(asked, following.signal))
    answer.textContent = `${JSON.stringify(event, null, 2)}\n${answer.textContent}`;
}

async function loadSchema() {
  schema = await readSchema(request(''));
  showSchema(element('schema'), schema, search.value);
}

/** The browser's choice may change while the page is open; theme.js looked at it once. */
const dark = matchMedia('(prefers-color-scheme: dark)');
dark.addEventListener('change', () => {
  if (!localStorage.getItem('causeway.theme'))
    document.documentElement.classList.toggle('dark', dark.matches);
});

query.value = localStorage.getItem(kept) ?? example;
element('run').addEventListener('click', () => void run());
search.addEventListener('input', () => showSchema(element('schema'), schema, search.value));
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  void run();
});
loadSchema().catch((cause: unknown) => {
  answer.textContent = `${cause instanceof Error ? cause.message : String(cause)}\n\nSign in at /, or enter a token above.`;
});
