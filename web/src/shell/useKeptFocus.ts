import { useEffect } from 'react';

/** Where the keyboard was: an element, what is around it, and its place in each of these. */
interface Place {
  element: HTMLElement;
  /** The card to which it belongs, which may be drawn anew elsewhere. */
  card: string | undefined;
  around: { within: HTMLElement; at: number }[];
}

const stops =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';
/** A dialog takes the focus from a menu, which took it from a row: the row is where one goes on. */
const remembered = 8;

/**
 * The keyboard goes on where it was. What has the focus may go away with what it did (a row that is done, a page that was
 * left, a dialog whose button is gone), or be disabled for as long as the server takes; the browser would begin again at
 * the top of the page. Who uses a pointer has no such place to lose.
 */
export function useKeptFocus() {
  useEffect(() => {
    let places: Place[] = [];
    let byKeys = false;
    let due = 0;

    const remember = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && target !== document.body)
        places = [placeOf(target), ...places.filter(({ element }) => element !== target)].slice(
          0,
          remembered,
        );
    };
    const restore = () => {
      due = 0;
      if (byKeys && document.activeElement === document.body) goOn(places);
    };
    // After whoever moves the focus on purpose, such as a dialog that closes.
    const look = () => {
      due ||= window.setTimeout(restore, 50);
    };
    const keys = () => (byKeys = true);
    const pointer = () => (byKeys = false);

    const observer = new MutationObserver(look);
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['disabled'],
    });
    document.addEventListener('focusin', remember);
    document.addEventListener('keydown', keys, true);
    document.addEventListener('pointerdown', pointer, true);
    return () => {
      observer.disconnect();
      clearTimeout(due);
      document.removeEventListener('focusin', remember);
      document.removeEventListener('keydown', keys, true);
      document.removeEventListener('pointerdown', pointer, true);
    };
  }, []);
}

function placeOf(element: HTMLElement): Place {
  const around: Place['around'] = [];
  for (
    let child = element, within = child.parentElement;
    within;
    child = within, within = within.parentElement
  )
    around.push({ within, at: [...within.children].indexOf(child) });
  return { element, card: element.closest<HTMLElement>('[data-card]')?.dataset.card, around };
}

function goOn(places: readonly Place[]) {
  for (const place of places) {
    if (place.element.isConnected) {
      // Disabled for a moment: the same again when it no longer is.
      place.element.focus();
      return;
    }
    const found = anew(place) ?? nearest(place);
    if (found) {
      found.focus();
      return;
    }
  }
  document.getElementById('content')?.focus();
}

function anew({ card }: Place) {
  const drawn = card === undefined ? null : document.querySelector(`[data-card="${card}"]`);
  return drawn?.querySelector<HTMLElement>(stops);
}

/** What now stands where it stood, or the last before it; the page itself where nothing of that is left. */
function nearest({ around }: Place) {
  for (const { within, at } of around) {
    if (!within.isConnected) continue;
    if (within === document.body || within.id === 'content') return null;
    const children = [...within.children];
    for (const child of [...children.slice(at), ...children.slice(0, at).reverse()]) {
      const stop = child.matches(stops) ? child : child.querySelector(stops);
      if (stop instanceof HTMLElement) return stop;
    }
  }
  return null;
}
