import type { ParseKeys } from 'i18next';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** `?`, `mod+k` (Ctrl, or Cmd on a Mac), or keys pressed one after the other: `g p`. */
  keys: string;
  label: ParseKeys;
  /** Under which heading the help sheet shows it. */
  group: 'everywhere' | 'go' | 'page';
  run: () => void;
}

const sequenceMs = 1_200;
const storageKey = 'causeway.shortcuts';

/** Where a letter is text, or moves to an entry that begins with it. */
const typing =
  'input, textarea, select, [contenteditable=true], [role=menu], [role=listbox], [role=dialog], [role=application]';

/** Every shortcut of the page that is shown. Single keys can be switched off, for who speaks to the computer. */
export class Shortcuts {
  private known: readonly Shortcut[] = [];
  private listeners = new Set<() => void>();
  private begun = { key: '', at: 0 };
  private on = localStorage.getItem(storageKey) !== 'off';

  add(shortcut: Shortcut) {
    this.change(() => (this.known = [...this.known, shortcut]));
    return () => this.change(() => (this.known = this.known.filter((other) => other !== shortcut)));
  }

  all = () => this.known;

  singleKeys = () => this.on;

  allowSingleKeys = (on: boolean) => {
    localStorage.setItem(storageKey, on ? 'on' : 'off');
    this.change(() => (this.on = on));
  };

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  handle = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const mod = event.ctrlKey || event.metaKey;
    if (!mod && (!this.on || isTyping(event.target))) return;
    const pressed = mod ? `mod+${event.key.toLowerCase()}` : event.key;
    const found = this.find(pressed, event.timeStamp);
    if (!found) return;
    event.preventDefault();
    this.begun = { key: '', at: 0 };
    found.run();
  };

  /** The newest wins: a dialog's over its page's. */
  private find(pressed: string, at: number) {
    const { key, at: begunAt } = this.begun;
    const sequence = key && at - begunAt < sequenceMs ? `${key} ${pressed}` : null;
    this.begun = { key: pressed, at };
    const newest = [...this.known].reverse();
    return newest.find(({ keys }) => keys === sequence) ?? newest.find(({ keys }) => keys === pressed);
  }

  private change(how: () => void) {
    how();
    this.listeners.forEach((listener) => listener());
  }
}

function isTyping(target: EventTarget | null) {
  return target instanceof Element && target.closest(typing) !== null;
}

export const shortcuts = new Shortcuts();

/** A shortcut for as long as the component is shown. */
export function useShortcut({ keys, label, group, run }: Shortcut, enabled = true) {
  const runNow = useEffectEvent(run);
  useEffect(() => {
    if (!enabled) return;
    return shortcuts.add({ keys, label, group, run: () => runNow() });
  }, [keys, label, group, enabled]);
}

/** Below the shell once: everything else only adds to the registry. */
export function useShortcutKeys() {
  useEffect(() => {
    window.addEventListener('keydown', shortcuts.handle);
    return () => window.removeEventListener('keydown', shortcuts.handle);
  }, []);
}

export function useShortcuts() {
  return {
    all: useSyncExternalStore(shortcuts.subscribe, shortcuts.all),
    singleKeys: useSyncExternalStore(shortcuts.subscribe, shortcuts.singleKeys),
  };
}
