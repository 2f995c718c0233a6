import { resultEntry, rosterEntry } from '@project88/core/contract/displaySessions.ts';
import { wallMs } from '@project88/core/time/units.ts';
import { describe, expect, it } from 'vitest';
import { simulateRace } from './raceModel.ts';

const startWallMs = wallMs(Date.UTC(2031, 4, 4, 9));
const race = simulateRace({ seed: 88, runners: 1000, startWallMs });
const finish = race.locations.at(-1)?.rows ?? [];
const letters = (text: string) => text.replace(/\P{L}/gu, '').length;

describe('simulateRace', () => {
  it('gives the same race for the same seed and another for another', () => {
    expect(simulateRace({ seed: 88, runners: 1000, startWallMs })).toEqual(race);
    expect(simulateRace({ seed: 89, runners: 1000, startWallMs })).not.toEqual(race);
  });

  it('follows the contract of rosters and results', () => {
    expect(race.entries.map((entry) => rosterEntry.parse(entry))).toEqual(race.entries);
    expect(race.results.map((result) => resultEntry.parse(result))).toEqual(race.results);
    expect(new Set(race.entries.map(({ bib }) => bib)).size).toBe(1000);
    expect(new Set(race.entries.flatMap(({ chips }) => chips)).size).toBeGreaterThan(1000);
  });

  it('has long names and accents', () => {
    const names = race.entries.map(({ firstName, lastName }) => firstName + lastName);
    expect(Math.max(...names.map(letters))).toBe(40);
    expect(names.some((name) => /[^\x20-\x7e]/.test(name))).toBe(true);
  });

  it('numbers rows without a gap, guns among them', () => {
    for (const { rows } of race.locations) {
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
      expect(rows.filter(({ kind }) => kind === 'gun')).toHaveLength(3);
    }
  });

  it('sends rows out of order, by at most 6.1 s', () => {
    const steps = finish.slice(1).map((row, index) => row.wallMs - (finish[index]?.wallMs ?? 0));
    const back = steps.filter((step) => step < 0);
    expect(back.length / steps.length).toBeGreaterThan(0.2);
    expect(Math.min(...back)).toBeGreaterThanOrEqual(-6100);
  });

  it('reads chips two to four times, misses some runners and sees strangers', () => {
    const known = new Set(race.entries.flatMap(({ chips }) => chips));
    const readsPerTag = new Map<string, number>();
    for (const { kind, tag } of finish) {
      if (kind === 'chip') readsPerTag.set(tag, (readsPerTag.get(tag) ?? 0) + 1);
    }
    for (const reads of readsPerTag.values()) expect([2, 3, 4]).toContain(reads);
    const finished = race.entries.filter((_, index) => race.results[index]?.status === 'finished');
    const missed = finished.filter(({ chips }) => !chips.some((chip) => readsPerTag.has(chip)));
    expect(missed.length).toBeGreaterThan(0);
    expect([...readsPerTag.keys()].some((tag) => !known.has(tag))).toBe(true);
  });

  it('ranks the finished by time, and nobody else', () => {
    const ranked = race.results.filter(({ places }) => places.overall !== null);
    expect(ranked.every(({ status }) => status === 'finished')).toBe(true);
    const byPlace = ranked.toSorted((a, b) => (a.places.overall ?? 0) - (b.places.overall ?? 0));
    expect(byPlace.map(({ places }) => places.overall)).toEqual(byPlace.map((_, index) => index + 1));
    const times = byPlace.map(({ chipTimeMs, gunTimeMs }) => chipTimeMs ?? gunTimeMs ?? 0);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeGreaterThan(26 * 60_000);
  });

  it('agrees with the mats', () => {
    for (const result of race.results.filter(({ status }) => status === 'finished')) {
      const chips = race.entries.find(({ bib }) => bib === result.bib)?.chips ?? [];
      const rows = finish.filter(({ tag }) => chips.includes(tag));
      if (rows.length === 0) continue;
      const firstMs = Math.min(...rows.map((row) => row.wallMs));
      const gunsMs = finish.filter(({ kind }) => kind === 'gun').map((row) => row.wallMs);
      expect(gunsMs).toContain(firstMs - (result.gunTimeMs ?? 0));
    }
  });
});
