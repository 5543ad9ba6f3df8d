import { send, type Request } from './send';

interface TypeReference {
  kind: string;
  name: string | null;
  ofType: TypeReference | null;
}

interface Field {
  name: string;
  description: string | null;
  type: TypeReference;
  args: { name: string; type: TypeReference }[];
}

export interface SchemaType {
  name: string;
  description: string | null;
  fields: Field[] | null;
}

const introspection = `{
  __schema { types { name description fields { name description type { ...R } args { name type { ...R } } } } }
}
fragment R on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

export async function readSchema(request: Request): Promise<SchemaType[]> {
  const answer = (await send({ ...request, query: introspection, variables: undefined })) as {
    data: { __schema: { types: SchemaType[] } };
  };
  return answer.data.__schema.types.filter((type) => type.fields && !type.name.startsWith('__'));
}

export function nameOf(type: TypeReference): string {
  if (type.kind === 'NON_NULL') return `${nameOf(type.ofType!)}!`;
  if (type.kind === 'LIST') return `[${nameOf(type.ofType!)}]`;
  return type.name ?? '';
}

function matches(type: SchemaType, part: string) {
  return type.name.toLowerCase().includes(part) || type.fields!.some((field) => field.name.includes(part));
}

function line(field: Field) {
  const item = document.createElement('li');
  const code = document.createElement('code');
  const args = field.args.map((arg) => `${arg.name}: ${nameOf(arg.type)}`).join(', ');
  code.textContent = `${field.name}${args ? `(${args})` : ''}: ${nameOf(field.type)}`;
  item.append(code, ` ${field.description ?? ''}`);
  return item;
}

/** The types of which a part of a name is sought; the roots first. */
export function showSchema(into: HTMLElement, types: SchemaType[], sought: string) {
  const part = sought.trim().toLowerCase();
  const roots = ['Subscription', 'Mutation', 'Query'];
  const shown = types
    .filter((type) => (part ? matches(type, part) : true))
    .sort((a, b) => roots.indexOf(b.name) - roots.indexOf(a.name) || a.name.localeCompare(b.name));
  into.replaceChildren(
    ...shown.map((type) => {
      const details = document.createElement('details');
      const summary = document.createElement('summary');
      summary.textContent = type.name;
      const list = document.createElement('ul');
      list.append(
        ...type
          .fields!.filter(
            (field) => !part || type.name.toLowerCase().includes(part) || field.name.includes(part),
          )
          .map(line),
      );
      details.append(summary, type.description ?? '', list);
      details.open = part.length > 1;
      return details;
    }),
  );
}
