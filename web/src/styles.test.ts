import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = import.meta.dirname;

const physical =
  /(?<=[\s'"`:])-?(?:m[lr]|p[lr]|left|right|border-[lr]|rounded-(?:l|r|[tb][lr])|scroll-[mp][lr])-[\d[a-z(]|(?<=[\s'"`:])(?:text-(?:left|right)|border-[lr]|float-(?:left|right))(?=[\s'"`])/g;

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.tsx'),
);

describe('the pages', () => {
  it('can be written from right to left', () => {
    // Named by start and end, every side turns with the direction of the language.
    const found = files.flatMap((file) =>
      (readFileSync(join(source, file), 'utf8').match(physical) ?? []).map((name) => `${file}: ${name}`),
    );
    expect(found).toEqual([]);
  });
});
