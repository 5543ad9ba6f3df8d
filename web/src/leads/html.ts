/** Odoo keeps a description as HTML; here it is read and written as text, paragraph by paragraph. */
export function textOf(html: string | null) {
  if (!html) return '';
  const document = new DOMParser().parseFromString(html.replace(/<br\s*\/?>/gi, '\n'), 'text/html');
  const blocks = [...document.body.childNodes].map((node) => node.textContent ?? '');
  return blocks
    .map((block) => block.trim())
    .filter(Boolean)
    .join('\n');
}

export function htmlOf(text: string) {
  const element = document.createElement('p');
  return text
    .split('\n')
    .map((line) => {
      element.textContent = line;
      return `<p>${element.innerHTML}</p>`;
    })
    .join('');
}
