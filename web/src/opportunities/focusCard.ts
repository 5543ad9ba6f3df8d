/** A moved card is drawn anew in its other column; the keyboard must find it there. */
export function focusCard(id: number) {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>(`[data-card="${id}"] [data-lift]`)?.focus();
    });
  });
}
