/** A key in groups of four, as people read and type it; apps ignore the spaces. */
export function groupedSecret(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
