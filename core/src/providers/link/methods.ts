/**
 * Why two rows are taken for one registration of one person, strongest first. `isAsked`: people are asked, although the
 * rows are together until they answer.
 */
export const LINK_METHODS = {
  decided: { confidence: 'certain', isAsked: false, words: 'Somebody has said so.' },
  'same-id': { confidence: 'certain', isAsked: false, words: 'The provider gives both the same identifier.' },
  'foreign-id': { confidence: 'certain', isAsked: false, words: 'One carries the identifier of the other.' },
  'bib-and-name': { confidence: 'certain', isAsked: false, words: 'The same bib and full name in one race.' },
  'own-bib': { confidence: 'certain', isAsked: false, words: 'The same provider, race and bib.' },
  'name-and-birth-date': {
    confidence: 'certain',
    isAsked: false,
    words: 'The same full name and birth date.',
  },
  'email-and-birth-date': {
    confidence: 'probable',
    isAsked: false,
    words: 'The same e-mail address and birth date.',
  },
  'email-and-first-name': {
    confidence: 'probable',
    isAsked: false,
    words: 'The same e-mail address and first name.',
  },
  'bib-and-last-name': {
    confidence: 'probable',
    isAsked: false,
    words: 'The same bib and last name in one race.',
  },
  'bib-sex-and-age': {
    confidence: 'probable',
    isAsked: false,
    words: 'The same bib, sex and age in one race.',
  },
  'short-name-and-birth-date': {
    confidence: 'probable',
    isAsked: false,
    words: 'The same last name and birth date, and a short form of the first name.',
  },
  'name-age-and-place': {
    confidence: 'probable',
    isAsked: true,
    words: 'The same name, sex, age and place, once in the race.',
  },
  'bib-alone': {
    confidence: 'probable',
    isAsked: true,
    words: 'The same bib in one race; one row has no name.',
  },
} as const satisfies Record<string, { confidence: Confidence; isAsked: boolean; words: string }>;

export type Confidence = 'certain' | 'probable';
export type LinkMethod = keyof typeof LINK_METHODS;

/** The order in which they are tried. */
export const METHOD_ORDER = Object.keys(LINK_METHODS) as readonly LinkMethod[];

/** What people are asked about two rows. */
export const REVIEW_REASONS = {
  probable: 'They are taken for one, on weak grounds.',
  ambiguous: 'Several rows fit equally well.',
  contradiction: 'Something says that they are one, and something else that they are not.',
  'bib-and-other-name': 'The same bib in one race, but another name.',
  'name-alone': 'The same name, and little else to go by.',
} as const;
export type ReviewReason = keyof typeof REVIEW_REASONS;
