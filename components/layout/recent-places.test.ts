import { beforeEach, describe, expect, it } from 'vitest';
import { readRecentPlaces, recordRecentPlace } from './recent-places';

const kept = new Map<string, string>();
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
};
const place = (name: string) => ({ href: `/agents/${name}`, label: name, section: 'Agents' });

beforeEach(() => kept.clear());

describe('recent places', () => {
  it('lists the newest first and each address once', () => {
    for (const name of ['one', 'two', 'one']) recordRecentPlace(place(name), storage);
    expect(readRecentPlaces(storage).map((recent) => recent.label)).toEqual(['one', 'two']);
  });

  it('keeps six', () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) recordRecentPlace(place(name), storage);
    expect(readRecentPlaces(storage).map((recent) => recent.label)).toEqual(['g', 'f', 'e', 'd', 'c', 'b']);
  });

  it('ignores what is not a place of this console', () => {
    kept.set(
      'tackroom.recent',
      JSON.stringify([{ href: '//elsewhere.example', label: 'x', section: 'y' }, 7, place('ok')]),
    );
    expect(readRecentPlaces(storage).map((recent) => recent.label)).toEqual(['ok']);
    kept.set('tackroom.recent', '{broken');
    expect(readRecentPlaces(storage)).toEqual([]);
  });

  it('does without storage that refuses to write', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('quota');
      },
    };
    expect(() => recordRecentPlace(place('one'), full)).not.toThrow();
  });
});
