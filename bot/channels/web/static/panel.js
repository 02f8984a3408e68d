// The embedded chat: a button in the corner of a council's page, and the panel that it opens.

import { Store, TOKEN, WAITING } from "./client.js";
import { View, make } from "./view.js";

const CHAT = new URL("../", import.meta.url);
const OPENED = "doorstep-opened";

function button(label, attributes, act) {
  const element = make("button", { type: "button", ...attributes }, label);
  element.addEventListener("click", act);
  return element;
}

function style(name) {
  return make("link", { rel: "stylesheet", href: new URL(`static/${name}`, CHAT).href });
}

/** The custom element. It asks nothing of the server until the resident opens it. */
class DoorstepChat extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });
  #store = new Store();
  #about;
  #view;
  #launcher;
  #panel;

  async connectedCallback() {
    if (this.#launcher) return;
    this.#about = await (await fetch(new URL("about", CHAT))).json();
    const { words, language } = this.#about;
    this.lang = language;
    this.#launcher = button(words.open, { class: "launcher", "aria-expanded": "false" }, () => this.#open());
    this.#panel = this.#draw();
    this.#panel.hidden = true;
    this.#root.append(style("conversation.css"), style("widget.css"), this.#launcher, this.#panel);
    if (this.#store.get(OPENED)) this.#open(false);
  }

  disconnectedCallback() {
    this.#view?.client.stop();
  }

  #open(focus = true) {
    this.#store.set(OPENED, "yes");
    this.#panel.hidden = false;
    this.#launcher.hidden = true;
    this.#launcher.setAttribute("aria-expanded", "true");
    if (!this.#view) this.#begin();
    if (focus) this.#root.getElementById("text").focus();
  }

  #close() {
    this.#store.remove(OPENED);
    this.#panel.hidden = true;
    this.#launcher.hidden = false;
    this.#launcher.setAttribute("aria-expanded", "false");
    this.#launcher.focus();
  }

  #begin() {
    const url = new URL("ws", CHAT);
    url.protocol = url.protocol.replace("http", "ws");
    this.#view = new View(this.#root, this.#about.words, url.href, { store: this.#store, remember: true });
    this.#view.start();
  }

  #forget() {
    this.#view?.client.stop();
    this.#store.remove(TOKEN, WAITING, OPENED);
  }

  #leave() {
    this.#forget();
    document.documentElement.replaceChildren();
    location.replace(new URL("leave", CHAT));
  }

  async #end() {
    this.#forget();
    if (CHAT.origin === location.origin) {
      await fetch(new URL("end", CHAT), { method: "POST", redirect: "manual" });
    }
    const fresh = this.#draw();
    this.#panel.replaceWith(fresh);
    this.#panel = fresh;
    this.#view = null;
    this.#open();
  }

  async #download() {
    const headers = { Authorization: `Bearer ${this.#view.client.token}` };
    const answer = await fetch(new URL("transcript", CHAT), { headers });
    if (!answer.ok) return;
    const file = URL.createObjectURL(await answer.blob());
    make("a", { href: file, download: "conversation.txt" }).click();
    URL.revokeObjectURL(file);
  }

  #draw() {
    const { words } = this.#about;
    const panel = make(
      "section",
      { class: "panel", id: "panel", role: "dialog", "aria-labelledby": "title" },
      this.#top(words),
      make("div", { class: "chat" }, this.#notice(words), this.#conversation(words), ...this.#foot(words)),
    );
    panel.addEventListener("keydown", (event) => event.key === "Escape" && this.#close());
    return panel;
  }

  #top(words) {
    return make(
      "div",
      { class: "top" },
      make("h2", { id: "title" }, words.title),
      button(words.leave, { class: "leave" }, () => this.#leave()),
      button(words.close, { class: "close" }, () => this.#close()),
    );
  }

  #notice(words) {
    const strong = (text) => make("strong", {}, text);
    return make("div", { class: "notice" }, make("p", {}, strong(words.computer), " ", words.person, " ", strong(words.danger)));
  }

  #conversation(words) {
    const about = this.#about.welcome.map((sentence) => make("p", {}, sentence));
    const privacy = make("p", {}, make("a", { href: this.#about.privacy }, words.privacy));
    const lines = make("ol", { class: "lines", id: "lines" });
    const log = make("div", { role: "log", "aria-live": "polite", "aria-label": words.log }, lines);
    const inside = make("div", { class: "inside" }, make("div", { class: "about" }, ...about, privacy), log);
    return make("div", { class: "scroll", id: "scroll", role: "region", "aria-label": words.log, tabindex: "0" }, inside);
  }

  #foot(words) {
    return [
      make("div", { class: "choices", id: "choices", role: "group", "aria-label": words.options, hidden: "" }),
      make("p", { class: "status", id: "status", role: "status" }),
      make(
        "form",
        { class: "write", id: "write", novalidate: "" },
        make("label", { for: "text" }, words.label),
        make("p", { class: "problem", id: "problem", role: "alert" }),
        make("textarea", { id: "text", rows: "2", autocomplete: "off", "aria-describedby": "problem" }),
        make("button", { class: "send" }, words.send),
      ),
      make(
        "div",
        { class: "after" },
        button(words.download, { class: "plain" }, () => this.#download()),
        button(words.end, { class: "plain" }, () => this.#end()),
      ),
    ];
  }
}

customElements.define("doorstep-chat", DoorstepChat);
