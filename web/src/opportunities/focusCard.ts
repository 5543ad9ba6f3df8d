/** A moved card is drawn anew in its other column; the keyboard must find it there. */
export function focusCard(id: number) {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      // A finger stays with the column that it works on; who uses keys follows the card.
      const preventScroll = window.matchMedia('(pointer: coarse)').matches;
      document.querySelector<HTMLElement>(`[data-card="${id}"] [data-lift]`)?.focus({ preventScroll });
    });
  });
}
