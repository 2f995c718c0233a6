/** How long a screen shows its number, in milliseconds: long enough to walk along a row of screens. */
const SHOWN_MS = 6_000;

/** Show the screen's number over everything, so that an operator finds it. It appears once and does not flash. */
export function showNumber(host: HTMLElement, number: number): void {
  const element = host.ownerDocument.createElement('div');
  element.className = 'identify';
  element.textContent = String(number);
  host.append(element);
  setTimeout(() => element.remove(), SHOWN_MS);
}
