// The page at /chat: takes over the conversation that the server has drawn.

import { Store, WAITING } from "./client.js";
import { View } from "./view.js";

const chat = document.getElementById("chat");
const store = new Store();
const url = new URL("/chat/ws", location.href);
url.protocol = url.protocol.replace("http", "ws");

const options = { store, after: Number(chat.dataset.after) };
const view = new View(document, JSON.parse(chat.dataset.words), url.href, options);
view.start();

document.getElementById("end").addEventListener("submit", () => store.remove(WAITING));
document.getElementById("leave").addEventListener("click", (event) => {
  event.preventDefault();
  store.remove(WAITING);
  // The screen is empty at once, whatever the network does; and "back" does not return here.
  document.documentElement.classList.add("left");
  document.title = "";
  location.replace(event.currentTarget.href);
});

// A page kept by the browser for "back" is old, and may belong to someone who has left.
addEventListener("pageshow", (event) => event.persisted && location.reload());
