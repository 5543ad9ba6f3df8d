import { describe, expect, it } from 'vitest';
import { readEvents, type StreamEvent } from './eventStream';

async function eventsOf(...chunks: string[]) {
  const bytes = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(bytes.encode(chunk));
      controller.close();
    },
  });
  const events: StreamEvent[] = [];
  for await (const event of readEvents(body, () => undefined)) events.push(event);
  return events;
}

describe('an event stream', () => {
  it('is read event by event', async () => {
    expect(await eventsOf('id: 7\nevent: change\ndata: {"id":1}\n\nid: 8\ndata: b\n\n')).toEqual([
      { id: '7', event: 'change', data: '{"id":1}' },
      { id: '8', event: 'message', data: 'b' },
    ]);
  });

  it('may arrive in any pieces', async () => {
    expect(await eventsOf('id', ': 7\nda', 'ta: é', '\n', '\n')).toEqual([
      { id: '7', event: 'message', data: 'é' },
    ]);
  });

  it('may end its lines as Windows does, split anywhere', async () => {
    expect(await eventsOf('data: a\r', '\n\r', '\n')).toEqual([{ id: null, event: 'message', data: 'a' }]);
  });

  it('joins the data lines of one event', async () => {
    expect(await eventsOf('data: a\ndata: b\n\n')).toEqual([{ id: null, event: 'message', data: 'a\nb' }]);
  });

  it('passes over heartbeats and what was cut off', async () => {
    expect(await eventsOf(': beat\n\n', 'data: cut off')).toEqual([]);
  });
});
