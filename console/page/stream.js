// Server-sent events with a token in the header, which EventSource cannot send. Comes back by itself after a lost
// connection and goes on after the last event it saw.

function* fieldsOf(block) {
  for (const line of block.split('\n')) {
    if (!line || line.startsWith(':')) continue;
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    yield [name, value];
  }
}

export function parseEvent(block) {
  const event = { name: 'message', data: [], id: null };
  for (const [name, value] of fieldsOf(block)) {
    if (name === 'event') event.name = value;
    if (name === 'data') event.data.push(value);
    if (name === 'id') event.id = value;
  }
  return { name: event.name, id: event.id, data: event.data.join('\n') };
}

export class Stream {
  // onEvent({name, id, data}), onState('live' | 'lost' | 'refused')
  constructor({ url, token, lastId = null, onEvent, onState = () => {} }) {
    Object.assign(this, { url, token, lastId, onEvent, onState });
    this.closed = false;
    this.wait = 500;
    this.run();
  }

  close() {
    this.closed = true;
    this.abort?.abort();
    clearTimeout(this.timer);
    this.resume?.();
  }

  async run() {
    while (!this.closed) {
      try {
        await this.read();
      } catch (error) {
        if (error.name === 'RefusedError') {
          this.onState('refused');
          return;
        }
      }
      if (this.closed) return;
      this.onState('lost');
      await new Promise((resume) => {
        this.resume = resume;
        this.timer = setTimeout(resume, this.wait * (0.7 + Math.random() * 0.6));
      });
      this.wait = Math.min(this.wait * 2, 8000);
    }
  }

  async read() {
    this.abort = new AbortController();
    const headers = { Accept: 'text/event-stream', Authorization: `Bearer ${this.token}` };
    if (this.lastId) headers['Last-Event-ID'] = this.lastId;
    const answer = await fetch(this.url, { headers, cache: 'no-store', signal: this.abort.signal });
    if (answer.status === 401 || answer.status === 403 || answer.status === 404)
      throw Object.assign(new Error('refused'), { name: 'RefusedError' });
    if (!answer.ok) throw new Error(String(answer.status));
    this.wait = 500;
    this.onState('live');
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    // Silence longer than the server's comments means that the line is dead.
    let watch;
    const feed = () => {
      clearTimeout(watch);
      watch = setTimeout(() => this.abort.abort(), 45000);
    };
    let rest = '';
    try {
      for (;;) {
        feed();
        const { value, done } = await reader.read();
        if (done) return;
        const blocks = (rest + value).replace(/\r\n?/g, '\n').split('\n\n');
        rest = blocks.pop();
        for (const block of blocks) this.take(parseEvent(block));
      }
    } finally {
      clearTimeout(watch);
    }
  }

  take(event) {
    if (event.id !== null) this.lastId = event.id;
    if (event.data) this.onEvent(event);
  }
}
