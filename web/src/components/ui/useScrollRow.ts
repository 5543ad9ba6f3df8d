import { useEffect, useRef } from 'react';

/**
 * For a row that scrolls sideways where it has no room: with the class `fade-x` its edges fade where it goes on, and what is
 * `aria-current` in it is brought into view, at first, whenever that changes, and when wider letters arrive.
 */
export function useScrollRow<Row extends HTMLElement>(current?: string | number | null) {
  const row = useRef<Row>(null);

  useEffect(() => {
    const { current: element } = row;
    if (!element) return;
    const fade = () => fadeEdges(element);
    const arrange = () => {
      reveal(element);
      fade();
    };
    const observer = new ResizeObserver(arrange);
    [element, ...element.children].forEach((each) => observer.observe(each));
    element.addEventListener('scroll', fade, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', fade);
    };
  }, [current]);

  return row;
}

/** Not by scrollIntoView, which moves the page around the row as well. */
function reveal(row: HTMLElement) {
  const current = row.querySelector('[aria-current]')?.getBoundingClientRect();
  if (!current) return;
  const { left, width } = row.getBoundingClientRect();
  row.scrollBy({ left: current.left + current.width / 2 - (left + width / 2) });
}

function fadeEdges(row: HTMLElement) {
  const hidden = row.scrollWidth - row.clientWidth;
  const rtl = getComputedStyle(row).direction === 'rtl';
  const passed = rtl ? row.scrollLeft + hidden : row.scrollLeft;
  row.style.setProperty('--fade-left', passed > 1 ? '1.5rem' : '0px');
  row.style.setProperty('--fade-right', passed < hidden - 1 ? '1.5rem' : '0px');
}
