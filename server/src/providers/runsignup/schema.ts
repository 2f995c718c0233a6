import { z } from 'zod';

/**
 * The frames of the answers. Rows are kept as they come: what is wrong with one is an issue of that row and no reason to
 * lose the others. Shapes as the provider's documentation has them, and as answers were seen.
 */
const id = z.union([z.number(), z.string()]);
const row = z.unknown();

const raceRow = z.looseObject({ race_id: id, events: z.array(row).optional() });
export const racesAnswer = z.object({ races: z.array(z.object({ race: raceRow })) });
export const raceAnswer = z.object({ race: raceRow });

/** An array whose elements have their people beside the event; the list inside of the event is always empty (a known bug). */
export const participantsAnswer = z.array(
  z.looseObject({
    event: z.looseObject({ event_id: id.optional() }).optional(),
    participants: z.array(row).optional(),
  }),
);

/** Here they are inside of the event. */
export const removedAnswer = z.array(
  z.looseObject({
    event: z.looseObject({ event_id: id.optional(), participants: z.array(row).optional() }).optional(),
  }),
);

export const resultSetsAnswer = z.looseObject({
  individual_results_sets: z
    .array(
      z.looseObject({
        individual_result_set_id: id,
        individual_result_set_name: z.unknown().optional(),
        public_results: z.unknown().optional(),
        preliminary_results: z.unknown().optional(),
      }),
    )
    .default([]),
});

/** `registration_ids` runs parallel to `results`. */
export const resultsAnswer = z.looseObject({
  individual_results_sets: z
    .array(
      z.looseObject({
        individual_result_set_id: id,
        results_headers: z.unknown().optional(),
        registration_ids: z.array(z.unknown()).optional(),
        results: z.array(row).default([]),
      }),
    )
    .default([]),
});
