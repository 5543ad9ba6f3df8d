import { expect, test } from 'vitest';
import { nameOf, showSchema } from './schema';

const string = { kind: 'SCALAR', name: 'String', ofType: null };

test('a type is named as the language writes it', () => {
  const listed = { kind: 'LIST', name: null, ofType: { kind: 'NON_NULL', name: null, ofType: string } };
  expect(nameOf({ kind: 'NON_NULL', name: null, ofType: listed })).toBe('[String!]!');
});

test('the roots come first, and a search finds types by their fields', () => {
  const into = document.createElement('div');
  const field = { name: 'phone', description: 'Phone', type: string, args: [] };
  const types = [
    { name: 'Contact', description: null, fields: [field] },
    { name: 'Query', description: null, fields: [{ ...field, name: 'me' }] },
  ];

  showSchema(into, types, '');
  expect([...into.querySelectorAll('summary')].map((summary) => summary.textContent)).toEqual([
    'Query',
    'Contact',
  ]);

  showSchema(into, types, 'phon');
  expect(into.textContent).toBe('Contactphone: String Phone');
});
