/** How long a screen shows its number, in milliseconds: long enough to walk along a row of screens. */
const SHOWN_MS = 6_000;

/** Show the screen's number and name over everything, so that an operator finds it. They appear once and do not flash. */
export function showNumber(host: HTMLElement, number: number, name: string): void {
  const { ownerDocument: document } = host;
  const element = document.createElement('div');
  const digits = document.createElement('b');
  const text = document.createElement('span');
  element.className = 'identify';
  digits.textContent = String(number);
  text.textContent = name;
  element.append(digits, text);
  host.querySelector('.identify')?.remove();
  host.append(element);
  setTimeout(() => element.remove(), SHOWN_MS);
}
