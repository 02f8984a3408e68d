// One conversation over a web socket: it connects again by itself, and what was written meanwhile is kept.

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const ANSWER_WAIT_MS = 10_000;
const AGAIN = new Set(["slow-down", "try-again"]);

/** Session storage where the browser allows it, else memory: a shared computer forgets on closing. */
export class Store {
  #memory = new Map();

  get(key) {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return this.#memory.get(key) ?? null;
    }
  }

  set(key, value) {
    try {
      sessionStorage.setItem(key, value);
    } catch {
      this.#memory.set(key, value);
    }
  }

  remove(...keys) {
    for (const key of keys) {
      try {
        sessionStorage.removeItem(key);
      } catch {
        this.#memory.delete(key);
      }
    }
  }
}

/** A name that nobody else uses. randomUUID is missing on plain http. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const TOKEN = "doorstep-token";
export const WAITING = "doorstep-waiting";

/**
 * `hooks` are told: hello(), lost(), message(frame), sent(item, repeat), refused(item, text), problem(text).
 * Messages go out one at a time, so that they arrive in order. Each has an id made here: sending it again,
 * after a line broke, is a repeat and not a second message.
 */
export class Client {
  #url;
  #hooks;
  #store;
  #remember;
  #token;
  #after;
  #queue;
  #socket = null;
  #ready = false;
  #greeted = false;
  #sending = false;
  #resting = false;
  #wait = FIRST_WAIT_MS;
  #timers = {};
  #seen = new Set();

  constructor(url, hooks, { store, remember = false, after = 0 }) {
    this.#url = url;
    this.#hooks = hooks;
    this.#store = store;
    this.#remember = remember;
    this.#token = remember ? store.get(TOKEN) : null;
    this.#after = after;
    this.#queue = JSON.parse(store.get(WAITING) ?? "[]");
    this.wake = this.wake.bind(this);
  }

  /** Whether the server has answered at least once. */
  get greeted() {
    return this.#greeted;
  }

  get token() {
    return this.#token;
  }

  start() {
    addEventListener("online", this.wake);
    this.#connect();
  }

  stop() {
    removeEventListener("online", this.wake);
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    this.#drop();
  }

  /** Connect now rather than when the waiting time is over. */
  wake() {
    this.#wait = FIRST_WAIT_MS;
    if (!this.#socket) this.#connect();
  }

  send(message) {
    const item = { id: newId(), ...message };
    this.#queue.push(item);
    this.#keep();
    this.#next();
    return item;
  }

  #keep() {
    if (this.#queue.length) this.#store.set(WAITING, JSON.stringify(this.#queue));
    else this.#store.remove(WAITING);
  }

  #later(name, milliseconds, act) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(act, milliseconds);
  }

  #connect() {
    clearTimeout(this.#timers.connect);
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onopen = () => this.#write({ type: "hello", token: this.#token, rich: true, after: this.#after });
    socket.onmessage = (event) => this.#take(JSON.parse(event.data));
    socket.onclose = () => this.#lost();
  }

  #drop() {
    clearTimeout(this.#timers.answer);
    this.#ready = this.#sending = this.#resting = false;
    if (!this.#socket) return;
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
    this.#socket = null;
  }

  #lost() {
    this.#drop();
    this.#hooks.lost();
    this.#later("connect", this.#wait * (0.5 + Math.random() / 2), () => this.#connect());
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
  }

  #write(frame) {
    this.#socket.send(JSON.stringify(frame));
  }

  #next() {
    if (!this.#ready || this.#sending || this.#resting || !this.#queue.length) return;
    this.#sending = true;
    this.#write({ type: "message", ...this.#queue[0] });
    // A line that is dead without having been closed says nothing: give it up and connect anew.
    this.#later("answer", ANSWER_WAIT_MS, () => this.#lost());
  }

  #settle(id) {
    const item = this.#queue.find((one) => one.id === id);
    this.#queue = this.#queue.filter((one) => one !== item);
    this.#keep();
    return item;
  }

  #take(frame) {
    switch (frame.type) {
      case "hello":
        return this.#hello(frame);
      case "message":
        return this.#message(frame);
      case "typing":
        return this.#sent(frame);
      default:
        return this.#error(frame);
    }
  }

  #hello(frame) {
    this.#token = frame.token;
    if (this.#remember) this.#store.set(TOKEN, frame.token);
    this.#wait = FIRST_WAIT_MS;
    this.#ready = this.#greeted = true;
    this.#hooks.hello();
    this.#next();
  }

  #message(frame) {
    if (frame.from !== "resident") {
      if (this.#seen.has(frame.id)) return;
      this.#seen.add(frame.id);
      this.#after = Math.max(this.#after, Number(frame.id));
    }
    this.#hooks.message(frame);
  }

  #answered() {
    clearTimeout(this.#timers.answer);
    this.#sending = false;
  }

  #sent(frame) {
    this.#answered();
    const item = this.#settle(frame.for);
    if (item) this.#hooks.sent(item, frame.repeat);
    this.#next();
  }

  #error(frame) {
    if (!this.#ready) return this.#lost();
    this.#answered();
    if (AGAIN.has(frame.code)) {
      this.#hooks.problem(frame.text);
      this.#resting = true;
      return this.#later("again", ANSWER_WAIT_MS, () => {
        this.#resting = false;
        this.#next();
      });
    }
    const item = this.#settle(frame.for);
    if (item) this.#hooks.refused(item, frame.text);
    return this.#next();
  }
}
