import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Shortcuts, type Shortcut } from './shortcuts';

let registry: Shortcuts;

beforeEach(() => {
  localStorage.clear();
  registry = new Shortcuts();
  window.addEventListener('keydown', registry.handle);
});

afterEach(() => {
  window.removeEventListener('keydown', registry.handle);
  document.body.replaceChildren();
});

function add(keys: string) {
  const run = vi.fn<() => void>();
  const remove = registry.add({ keys, label: 'shell.more', group: 'page', run } satisfies Shortcut);
  return { run, remove };
}

function press(key: string, options: KeyboardEventInit = {}, on: EventTarget = document.body) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options });
  on.dispatchEvent(event);
  return event;
}

describe('a shortcut', () => {
  it('runs when its key is pressed, and not the browser’s own', () => {
    const { run } = add('?');
    expect(press('?', { shiftKey: true }).defaultPrevented).toBe(true);
    expect(run).toHaveBeenCalledOnce();
  });

  it('of two keys runs when both were pressed in turn', () => {
    const { run } = add('g p');
    press('p');
    expect(run).not.toHaveBeenCalled();
    press('g');
    press('p');
    expect(run).toHaveBeenCalledOnce();
  });

  it.each(['ctrlKey', 'metaKey'])('with mod is %s on one machine or another', (modifier) => {
    const { run } = add('mod+k');
    press('k', { [modifier]: true });
    expect(run).toHaveBeenCalledOnce();
  });

  it('of one key leaves alone who types', () => {
    const { run } = add('n');
    const input = document.body.appendChild(document.createElement('input'));
    press('n', {}, input);
    expect(run).not.toHaveBeenCalled();
  });

  it('with mod is heard while one types', () => {
    const { run } = add('mod+k');
    press('k', { ctrlKey: true }, document.body.appendChild(document.createElement('input')));
    expect(run).toHaveBeenCalledOnce();
  });

  it('ends with what it was for', () => {
    const { run, remove } = add('n');
    remove();
    press('n');
    expect(run).not.toHaveBeenCalled();
  });

  it('of one key can be switched off, and stays so', () => {
    registry.allowSingleKeys(false);
    expect(new Shortcuts().singleKeys()).toBe(false);
    const { run } = add('n');
    const withMod = add('mod+k').run;
    press('n');
    press('k', { ctrlKey: true });
    expect(run).not.toHaveBeenCalled();
    expect(withMod).toHaveBeenCalledOnce();
  });
});
