import { describe, expect, it } from 'vitest';
import { htmlOf, textOf } from './html';

describe('a description', () => {
  it('is shown as text, a paragraph a line', () => {
    expect(textOf('<p>Oak, <b>not</b> pine</p><p>By May<br>or June</p>')).toBe(
      'Oak, not pine\nBy May\nor June',
    );
  });

  it('never becomes markup by what one types', () => {
    expect(htmlOf('a < b\n<script>')).toBe('<p>a &lt; b</p><p>&lt;script&gt;</p>');
  });

  it('comes back as it was typed', () => {
    const typed = 'Tom & Jerry\n“quoted”';
    expect(textOf(htmlOf(typed))).toBe(typed);
  });
});
