const rules = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** Where a message stands in the queue, in words: the first starts next. */
export function placeInQueue(place: number): string {
  return place === 1 ? 'Queued, next' : `Queued, ${place}${endings[rules.select(place)] ?? 'th'}`;
}
