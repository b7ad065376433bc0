import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinDeltas, withJoinedDeltas } from './join-deltas';

const chunk = (delta: object, more: object = {}) => ({
  id: 'chatcmpl-1',
  model: 'm',
  choices: [{ index: 0, delta, finish_reason: null, ...more }],
});
const events = (...values: unknown[]) => values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join('');
const said = (text: string) =>
  text
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event): string => JSON.parse(event.slice(6)).choices[0]?.delta?.content ?? '')
    .join('');

describe('joinDeltas', () => {
  it('makes one delta of text that arrived together and keeps the first one’s role', () => {
    const text = events(
      chunk({ role: 'assistant', content: 'a' }),
      chunk({ content: 'b' }),
      chunk({ content: 'c' }),
    );
    expect(joinDeltas(text)).toBe(events(chunk({ role: 'assistant', content: 'abc' })));
  });

  it('leaves alone what says more than a piece of text', () => {
    const text = [
      events(chunk({ content: 'a' })),
      events(chunk({ tool_calls: [{ index: 0 }] })),
      events(chunk({ content: 'b' }, { finish_reason: 'stop' })),
      events({ ...chunk({ content: 'c' }), usage: { total_tokens: 1 } }),
      ': a comment\n\n',
      'data: not json\n\n',
      'data: [DONE]\n\n',
    ].join('');
    expect(joinDeltas(text)).toBe(text);
  });

  it('does not join reasoning with an answer', () => {
    const text = events(chunk({ reasoning_content: 'hm' }), chunk({ content: 'a' }));
    expect(joinDeltas(text)).toBe(text);
  });

  it('says the same text however it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (texts) => {
        const text = events(...texts.map((content) => chunk({ content })));
        expect(said(joinDeltas(text))).toBe(texts.join(''));
      }),
    );
  });
});

describe('withJoinedDeltas', () => {
  const streamed = (pieces: Uint8Array[], type = 'text/event-stream') =>
    withJoinedDeltas(async () => {
      const body = new ReadableStream({
        start(controller) {
          for (const piece of pieces) controller.enqueue(piece);
          controller.close();
        },
      });
      return new Response(body, { headers: { 'content-type': type } });
    });

  it('loses nothing wherever the network cuts the bytes', async () => {
    const bytes = new TextEncoder().encode(
      `${events(chunk({ content: 'grüße ' }), chunk({ content: '🎉' }), chunk({}, { finish_reason: 'stop' }))}data: [DONE]\n\n`,
    );
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const answer = await streamed([bytes.slice(0, cut), bytes.slice(cut)])('http://model.test');
      const text = await answer.text();
      expect(said(text)).toBe('grüße 🎉');
      expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
    }
  });

  it('passes a cut last event and other kinds of answers on as they are', async () => {
    const half = new TextEncoder().encode('data: {"choices":[');
    expect(await (await streamed([half])('http://model.test')).text()).toBe('data: {"choices":[');
    const json = new TextEncoder().encode('{"a":1}');
    expect(await (await streamed([json], 'application/json')('http://model.test')).text()).toBe('{"a":1}');
  });
});
