export type RecentPlace = { href: string; label: string; section: string };

const storageKey = 'tackroom.recent';
const countMax = 6;

/** The places visited last in this browser, newest first. */
export function readRecentPlaces(storage: Pick<Storage, 'getItem'> = localStorage): RecentPlace[] {
  try {
    const parsed: unknown = JSON.parse(storage.getItem(storageKey) ?? '[]');
    return Array.isArray(parsed) ? parsed.filter(isRecentPlace).slice(0, countMax) : [];
  } catch {
    // What another program wrote there, or storage that is switched off, means: nothing recent.
    return [];
  }
}

/** Puts a place first; one address is kept once. */
export function recordRecentPlace(
  place: RecentPlace,
  storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
): void {
  const others = readRecentPlaces(storage).filter((other) => other.href !== place.href);
  try {
    storage.setItem(storageKey, JSON.stringify([place, ...others].slice(0, countMax)));
  } catch {
    // A full or switched-off storage costs only the list of recent places.
  }
}

function isRecentPlace(value: unknown): value is RecentPlace {
  return (
    typeof value === 'object' &&
    value !== null &&
    'href' in value &&
    typeof value.href === 'string' &&
    // Only addresses of this console: the list is offered as links.
    /^\/(?![/\\])/u.test(value.href) &&
    'label' in value &&
    typeof value.label === 'string' &&
    'section' in value &&
    typeof value.section === 'string'
  );
}
