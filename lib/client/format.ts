const grouping = new Intl.NumberFormat('en-US');
const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * Money for reading: two decimals, four below ten cents so that the cost of one step stays visible.
 * `$12.40`, `$0.0184`, `<$0.0001`.
 */
export function formatMoney(amount: number, currency = 'USD'): string {
  const size = Math.abs(amount);
  if (size > 0 && size < 0.0001) return `${amount < 0 ? '-' : ''}<${formatMoney(0.0001, currency)}`;
  const digits = size > 0 && size < 0.1 ? 4 : 2;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount);
}

/** A count for reading where space is short: `312`, `1.1k`, `200k`, `1.2M`. */
export function formatTokens(count: number): string {
  if (count < 1000) return String(Math.round(count));
  if (count < 999_500) return `${shorten(count / 1000)}k`;
  return `${shorten(count / 1_000_000)}M`;
}

/** An exact count with digit groups: `1,204`. */
export function formatCount(count: number): string {
  return grouping.format(count);
}

/** A length of time: `620 ms`, `1.8 s`, `2 min 3 s`, `1 h 4 min`, `2 d 3 h`. */
export function formatDuration(durationMs: number): string {
  const size = Math.max(0, durationMs);
  if (size < 999.5) return `${Math.round(size)} ms`;
  if (size < 59_950) return `${trimZero((size / secondMs).toFixed(1))} s`;
  if (size < hourMs - 500)
    return pair({ sizeMs: size, bigMs: minuteMs, big: 'min', smallMs: secondMs, small: 's' });
  if (size < dayMs - 30_000)
    return pair({ sizeMs: size, bigMs: hourMs, big: 'h', smallMs: minuteMs, small: 'min' });
  return pair({ sizeMs: size, bigMs: dayMs, big: 'd', smallMs: hourMs, small: 'h' });
}

/** How long ago or ahead, in the reader's words: `just now`, `2 min ago`, `yesterday`, `in 58 min`, `30 Oct`. */
export function formatRelativeTime(at: Date | string | number, nowMs: number = Date.now()): string {
  const date = new Date(at);
  const differenceMs = nowMs - date.getTime();
  if (Number.isNaN(differenceMs)) return '—';
  const size = Math.abs(differenceMs);
  if (size < minuteMs) return differenceMs < -16 * secondMs ? 'in under a minute' : 'just now';
  const isPast = differenceMs > 0;
  const phrase = (text: string): string => (isPast ? `${text} ago` : `in ${text}`);
  if (size < hourMs) return phrase(`${Math.floor(size / minuteMs)} min`);
  const days = calendarDaysBetween(date, new Date(nowMs));
  if (size < 12 * hourMs || days === 0) return phrase(`${Math.floor(size / hourMs)} h`);
  if (days === 1) return isPast ? 'yesterday' : 'tomorrow';
  if (days < 7) return phrase(`${days} days`);
  const isSameYear = date.getFullYear() === new Date(nowMs).getFullYear();
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(isSameYear ? {} : { year: 'numeric' }),
  }).format(date);
}

/** The exact moment in the reader's own time zone, to the second. */
export function formatExactTime(at: Date | string | number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '—';
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(date);
}

/** A size in bytes: `512 B`, `1.4 kB`, `5 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  const units = ['kB', 'MB', 'GB', 'TB'] as const;
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${shorten(value)} ${units[unit]}`;
}

/** A share of one: `84 %`, `3.2 %`. */
export function formatPercent(share: number): string {
  const percent = share * 100;
  const isWhole = Math.abs(percent) >= 10 || percent === 0;
  return `${isWhole ? Math.round(percent) : trimZero(percent.toFixed(1))} %`;
}

function shorten(value: number): string {
  return value >= 99.95 ? String(Math.round(value)) : trimZero(value.toFixed(1));
}

function trimZero(text: string): string {
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}

function pair(parts: { sizeMs: number; bigMs: number; big: string; smallMs: number; small: string }): string {
  const whole = Math.round(parts.sizeMs / parts.smallMs) * parts.smallMs;
  const big = Math.floor(whole / parts.bigMs);
  const small = Math.round((whole - big * parts.bigMs) / parts.smallMs);
  return small === 0 ? `${big} ${parts.big}` : `${big} ${parts.big} ${small} ${parts.small}`;
}

function calendarDaysBetween(first: Date, second: Date): number {
  const start = Date.UTC(first.getFullYear(), first.getMonth(), first.getDate());
  const end = Date.UTC(second.getFullYear(), second.getMonth(), second.getDate());
  return Math.abs(Math.round((end - start) / dayMs));
}
