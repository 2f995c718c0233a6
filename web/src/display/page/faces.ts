/** Faces that every built-in template uses from its first frame. */
const FIRST_FACES = ['700 16px "Barlow Condensed"', '500 16px "Inter"'];
/** A screen shows names in another face rather than nothing: the texts are fitted again when the face comes. */
const LONGEST_WAIT_MS = 1_500;

/** Wait for the first faces, but not long. */
export async function firstFaces(fonts: FontFaceSet): Promise<void> {
  const loaded = Promise.allSettled(FIRST_FACES.map((face) => fonts.load(face)));
  const tooLong = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS));
  await Promise.race([loaded, tooLong]);
}
