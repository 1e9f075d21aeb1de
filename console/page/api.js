// The desk's API: one token, answers as values, refusals as ApiError with the problem's words.

export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || String(status));
    this.status = status;
    this.problem = problem;
    this.slug = (problem.type || '').split('/').pop();
  }
}

// A name for one request; randomUUID is there only on secure addresses.
export function freshKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export class Api {
  constructor(token, base = '/console/api') {
    this.token = token;
    this.base = base;
  }

  async call(method, path, body, headers = {}) {
    const options = { method, headers: { Accept: 'application/json', ...headers }, cache: 'no-store' };
    if (this.token) options.headers.Authorization = `Bearer ${this.token}`;
    if (body !== undefined) {
      options.headers['Content-Type'] = 'application/json';
      options.body = JSON.stringify(body);
    }
    const answer = await fetch(this.base + path, options);
    const text = await answer.text();
    let value = {};
    try {
      value = text ? JSON.parse(text) : {};
    } catch {
      value = { title: answer.statusText };
    }
    if (!answer.ok) throw new ApiError(answer.status, value);
    return value;
  }

  get(path) {
    return this.call('GET', path);
  }

  // Once, however often it is tried: a lost answer is asked for again under the same key.
  async post(path, body = {}) {
    const key = { 'Idempotency-Key': freshKey() };
    try {
      return await this.call('POST', path, body, key);
    } catch (error) {
      if (error instanceof ApiError && error.status !== 503) throw error;
      await new Promise((resume) => setTimeout(resume, 800));
      return this.call('POST', path, body, key);
    }
  }

  // A photo or voice message as an address that only this page knows.
  async media(path) {
    const answer = await fetch(path, { headers: { Authorization: `Bearer ${this.token}` } });
    if (!answer.ok) throw new ApiError(answer.status, {});
    return URL.createObjectURL(await answer.blob());
  }
}
