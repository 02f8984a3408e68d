// Comforts only: every page works without this file.
import { initAll } from "/console/govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

function showNewest() {
  const talk = document.querySelector("#talk");
  if (talk) talk.scrollTop = talk.scrollHeight;
}

showNewest();
document.addEventListener("htmx:after:swap", showNewest);
