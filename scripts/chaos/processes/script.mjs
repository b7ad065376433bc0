/**
 * What a user message of a scenario asks the fake model to do. Everything the model says follows from the message alone,
 * so that any replica that asks again hears the same.
 *
 * `steps` are the model calls of a turn, one after another: `words` spoken `everyMs` apart, then `calls` of tools.
 */
const marker = 'chaos ';

export const promptOf = (script) => `${marker}${JSON.stringify(script)}`;

/** The script of the last user message in a conversation and how many of its steps were already said. */
export function readScript(messages) {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const { role } = messages[index];
    const text = textOf(messages[index]);
    if (role !== 'user' || !text.startsWith(marker)) continue;
    const said = messages.slice(index + 1).filter((message) => message.role === 'assistant').length;
    return { script: JSON.parse(text.slice(marker.length)), step: said };
  }
  return undefined;
}

/** The words of one step: numbered, so that one that is lost or said twice shows. */
export function wordsOf(script, step) {
  const count = script.steps[step]?.words ?? 0;
  return Array.from({ length: count }, (_nothing, index) => `${script.id}.${step}.${index} `);
}

function textOf({ content }) {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => part.text ?? '').join('');
}
