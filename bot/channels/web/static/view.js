// The conversation on the screen, for the page and for the embedded chat alike.

import { Client } from "./client.js";

const LONDON = { timeZone: "Europe/London" };
const CLOCK = new Intl.DateTimeFormat("en-GB", { ...LONDON, hour: "numeric", minute: "2-digit", hourCycle: "h12" });
const DAY = new Intl.DateTimeFormat("en-GB", { ...LONDON, day: "numeric", month: "long" });
const LINK = /https?:\/\/[^\s<>]*[^\s<>.,;:!?)\]'"]/g;
const TYPING_MS = 15_000;
const MOST_CHARACTERS = 5000;
const NEAR_PX = 8;

/** An element with attributes and children; text never becomes markup. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A time as we write it: 5pm, 10:42am. */
function clock(moment) {
  return CLOCK.format(moment).replace(":00", "").replace(/\s/g, "").toLowerCase();
}

function linked(text) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(LINK)) {
    parts.push(text.slice(end, found.index), make("a", { href: found[0], rel: "noreferrer" }, found[0]));
    end = found.index + found[0].length;
  }
  return [...parts, text.slice(end)];
}

/** `root` holds the parts by id: scroll, lines, choices, status, write, text, problem. */
export class View {
  #part;
  #words;
  #client;
  #day;
  #replaying;
  #mine = new Map();
  #quiet;

  constructor(root, words, url, options) {
    this.#part = (id) => root.querySelector(`#${id}`);
    this.#words = words;
    this.#day = [...root.querySelectorAll(".day")].at(-1)?.textContent ?? "";
    this.#replaying = !root.querySelector(".line");
    const hooks = {
      hello: () => this.#hello(),
      lost: () => this.#say(this.#plain ? "" : this.#words.offline),
      message: (frame) => this.#message(frame),
      sent: (item, repeat) => this.#sent(item, repeat),
      refused: (item, text) => this.#refused(item, text),
      problem: (text) => this.#problem(text),
    };
    this.#client = new Client(url, hooks, options);
    this.#part("write").addEventListener("submit", (event) => this.#submit(event));
    this.#part("text").addEventListener("keydown", (event) => this.#key(event));
  }

  get client() {
    return this.#client;
  }

  start() {
    if (!this.#plain) this.#say(this.#words.connecting);
    this.#client.start();
  }

  /** Never connected: the page's form goes the plain way, which needs no script. */
  get #plain() {
    return !this.#client.greeted && this.#part("write").hasAttribute("action");
  }

  #say(text) {
    clearTimeout(this.#quiet);
    if (this.#part("status").textContent !== text) this.#part("status").textContent = text;
  }

  #problem(text) {
    this.#part("problem").textContent = text;
    if (text) this.#part("text").setAttribute("aria-invalid", "true");
    else this.#part("text").removeAttribute("aria-invalid");
  }

  #hello() {
    const wasLost = this.#part("status").textContent === this.#words.offline;
    this.#say(wasLost ? this.#words.online : "");
    this.#takeOverForms();
  }

  // The page came with one form for each choice. From now on they are buttons of the script.
  #takeOverForms() {
    const forms = [...this.#part("choices").querySelectorAll("form")];
    if (!forms.length) return;
    const choices = forms.map((form) => {
      const button = form.querySelector("button");
      return { label: button.textContent, value: button.value };
    });
    this.#choices(choices, forms[0].elements.asked.value);
  }

  #choices(choices, asked) {
    const buttons = choices.map(({ label, value }) => {
      const button = make("button", { type: "button", class: "choice" }, label);
      button.addEventListener("click", () => this.#send({ text: label, choice: value, asked }).focus());
      return button;
    });
    this.#part("choices").replaceChildren(...buttons);
    this.#part("choices").hidden = !buttons.length;
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#part("write").requestSubmit();
  }

  #submit(event) {
    if (this.#plain) return;
    event.preventDefault();
    const text = this.#part("text").value.trim();
    const tooLong = text.length > MOST_CHARACTERS && this.#words.too_long;
    const problem = tooLong || (text ? "" : this.#words.empty);
    this.#problem(problem);
    if (problem) return;
    this.#send({ text });
    this.#part("text").value = "";
  }

  #send(message) {
    this.#problem("");
    this.#choices([], "");
    this.#part("waiting")?.remove();
    return this.#own(this.#client.send(message));
  }

  #own(item) {
    const line = this.#add("resident", item.text, null, this.#words.sending);
    line.scrollIntoView({ block: "nearest" });
    this.#mine.set(item.id, line);
    return line;
  }

  #add(from, text, at, state = "") {
    const moment = at ? new Date(at) : new Date();
    const today = DAY.format(moment);
    if (today !== this.#day) this.#part("lines").append(make("li", { class: "day" }, today));
    this.#day = today;
    const name = from === "resident" ? this.#words.you : this.#words[from];
    const time = make("time", { datetime: moment.toISOString() }, clock(moment));
    const who = [make("span", { class: "name" }, name), " ", make("span", { class: "quiet" }, this.#words.said)];
    const line = make(
      "li",
      { class: `line ${from}`, tabindex: "-1" },
      make("p", { class: "who" }, ...who),
      make("p", { class: "text" }, ...(from === "resident" ? [text] : linked(text))),
      make("p", { class: "when" }, ...(state ? [state] : [time])),
    );
    this.#latest(line);
    return line;
  }

  #latest(line) {
    const before = this.#part("latest");
    const bottom = Math.min(innerHeight, this.#part("scroll").getBoundingClientRect().bottom);
    const follows = !before || before.getBoundingClientRect().bottom <= bottom + NEAR_PX;
    before?.removeAttribute("id");
    line.id = "latest";
    this.#part("lines").append(line);
    // Whoever has scrolled up to read is left where they are.
    if (follows) line.scrollIntoView({ block: "nearest" });
  }

  #message(frame) {
    // Lines of the resident come only with the whole history, for a window that shows nothing yet.
    if (frame.from === "resident") {
      if (this.#replaying) this.#add("resident", frame.text, frame.at);
      return;
    }
    this.#say("");
    this.#part("waiting")?.remove();
    const line = this.#add(frame.from, frame.text, frame.at);
    if (frame.lang) line.querySelector(".text").lang = frame.lang;
    if (!frame.choices.length) return;
    // The buttons stand outside the log: say in it that they are there.
    const labels = frame.choices.map((choice) => choice.label).join(", ");
    line.append(make("p", { class: "quiet" }, `${this.#words.options}: ${labels}.`));
    this.#choices(frame.choices, frame.asked);
  }

  #sent(item, repeat) {
    this.#problem("");
    // Kept before this window was opened: then the history shows it already.
    if (!this.#mine.has(item.id) && repeat) return;
    const line = this.#mine.get(item.id) ?? this.#own(item);
    const moment = new Date();
    const time = make("time", { datetime: moment.toISOString() }, clock(moment));
    line.querySelector(".when").replaceChildren(time);
    if (repeat) return;
    this.#say(this.#words.typing);
    this.#quiet = setTimeout(() => this.#say(""), TYPING_MS);
  }

  #refused(item, text) {
    this.#problem(text);
    const line = this.#mine.get(item.id) ?? this.#own(item);
    line.classList.add("failed");
    line.querySelector(".when").textContent = this.#words.not_sent;
    this.#part("text").value ||= item.text;
  }
}
