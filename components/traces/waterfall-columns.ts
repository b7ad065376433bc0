/** The columns that heading and rows of the waterfall share: name, time, tokens, cost. Narrow screens keep two. */
export const waterfallColumns =
  'grid grid-cols-[minmax(0,1fr)_minmax(110px,42%)] lg:grid-cols-[minmax(220px,min(38%,360px))_minmax(0,1fr)_72px_80px]';

/** Space that the bars leave at both sides of the time column. */
export const waterfallTimeInset = 'mr-3';
