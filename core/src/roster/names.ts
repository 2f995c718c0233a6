/** Small words that begin a family name; the name is cut before the first of them. */
const FAMILY_PARTICLES = new Set([
  ...['van', 'von', 'der', 'den', 'de', 'del', 'della', 'di', 'da', 'das', 'dos', 'du', 'la', 'le'],
  ...['ter', 'ten', 'zu', 'zum', 'bin', 'ibn', 'al', 'el', "o'", 'mac', 'st.'],
]);

/**
 * Split a full name. `Last, First` is cut at the comma. Otherwise the family name is the last word, or begins at the
 * first particle written small (`Anna van der Berg`). A single word is a family name. Joined again, first and last
 * name always give all the words.
 */
export function splitName(fullName: string): { firstName: string; lastName: string } {
  const comma = fullName.indexOf(',');
  if (comma >= 0) {
    return { firstName: fullName.slice(comma + 1).trim(), lastName: fullName.slice(0, comma).trim() };
  }
  const words = fullName.split(' ').filter(Boolean);
  const particle = words.findIndex((word, index) => index > 0 && FAMILY_PARTICLES.has(word));
  const cut = particle > 0 && particle < words.length - 1 ? particle : words.length - 1;
  return { firstName: words.slice(0, cut).join(' '), lastName: words.slice(cut).join(' ') };
}
