/** An instant as `<input type="datetime-local">` takes it: the clock on the wall, without a zone. */
export function toLocal(instant: string) {
  const date = new Date(instant);
  const two = (number: number) => String(number).padStart(2, '0');
  return (
    `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}` +
    `T${two(date.getHours())}:${two(date.getMinutes())}`
  );
}

export function fromLocal(local: string) {
  return new Date(local).toISOString();
}

/** The day on which an instant falls here. */
export function dayOf(instant: string) {
  return toLocal(instant).slice(0, 10);
}
