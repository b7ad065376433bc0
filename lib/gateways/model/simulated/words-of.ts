const sentences = [
  'This is filler text from the simulated model.',
  'It says nothing and was asked for by length alone.',
  'Each sentence stands for an answer that a real model would give.',
  'Nothing in it is a fact about your data.',
] as const;

/** Exactly as many words as asked for, the same every time. */
export function wordsOf(count: number): string {
  const words = sentences.join(' ').split(' ');
  return Array.from({ length: count }, (_, index) => words[index % words.length]).join(' ');
}
