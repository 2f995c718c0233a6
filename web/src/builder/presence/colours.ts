/** Colours on which white letters are readable at 5:1, in both themes. */
const COLOURS = [
  '#2a55cc',
  '#0b6e69',
  '#9a3412',
  '#7c3aed',
  '#a21caf',
  '#166534',
  '#be123c',
  '#475569',
] as const;

/** The same person has the same colour in every window. */
export function colourOf(userId: string): string {
  let sum = 0;
  for (const letter of userId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return COLOURS[sum % COLOURS.length] ?? COLOURS[0];
}
