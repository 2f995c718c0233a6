import type { Fact } from './catalogue.ts';

/** Most characters of a value in a sentence; a body of a function is longer than anybody reads there. */
const EXCERPT_LENGTH = 200;
/** Characters before the first difference, so that one sees where it is. */
const LEAD_LENGTH = 30;

/** One sentence for each fact that is missing, not expected or different. Sorted. */
export function compareFacts(expected: readonly Fact[], actual: readonly Fact[]): string[] {
  const [wanted, found] = [bySubject(expected), bySubject(actual)];
  const missing = outermost(subjectsWithout(wanted, found));
  const surplus = outermost(subjectsWithout(found, wanted));
  const changed = [...found].flatMap(([subject, value]) => {
    const due = wanted.get(subject);
    return due === undefined || due === value ? [] : [describeChange(subject, value, due)];
  });
  return [
    ...missing.map((subject) => `${subject} is missing; expected: ${excerpt(wanted.get(subject) ?? '')}`),
    ...surplus.map((subject) => `${subject} is not expected: ${excerpt(found.get(subject) ?? '')}`),
    ...changed,
  ].sort();
}

/** Two facts about the same (should there be any) are compared together, so that neither hides the other. */
function bySubject(facts: readonly Fact[]): Map<string, string> {
  const values = new Map<string, string[]>();
  for (const { subject, value } of facts) values.set(subject, [...(values.get(subject) ?? []), value]);
  return new Map([...values].map(([subject, all]) => [subject, all.sort().join(' and ')]));
}

const subjectsWithout = (some: Map<string, string>, others: Map<string, string>): string[] =>
  [...some.keys()].filter((subject) => !others.has(subject));

/** A whole table is one finding, not one for each of its columns. */
function outermost(subjects: readonly string[]): string[] {
  return subjects.filter((subject) => !subjects.some((other) => subject.startsWith(`${other} `)));
}

function describeChange(subject: string, value: string, due: string): string {
  let same = 0;
  while (same < value.length && value[same] === due[same]) same += 1;
  const isLong = value.length + due.length > EXCERPT_LENGTH;
  const from = isLong && same > LEAD_LENGTH ? value.lastIndexOf(' ', same - LEAD_LENGTH) + 1 : 0;
  return `${subject} is “${excerpt(value, from)}”, expected “${excerpt(due, from)}”`;
}

function excerpt(value: string, from = 0): string {
  const end = from + EXCERPT_LENGTH;
  return `${from > 0 ? '…' : ''}${value.slice(from, end)}${value.length > end ? '…' : ''}`;
}
