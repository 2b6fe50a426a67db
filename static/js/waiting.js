// What is told while an answer is on its way, and where none can come: no network, no server. The
// words are in the page's templates; what was typed stays where it was.
const notices = document.getElementById("notice");
const SOON_MS = 300; // an answer that is quicker needs no telling
let soon;
let busy;

const told = (name) => document.getElementById(`told-${name}`).content.cloneNode(true);

function tell(name, form, submitter) {
  rest();
  notices.replaceChildren(told(name));
  notices.querySelector("button").addEventListener("click", () => form.requestSubmit(submitter));
}

function work(form) {
  soon = setTimeout(() => {
    busy = document.getElementById("turns") ?? form.closest("section") ?? form;
    busy.setAttribute("aria-busy", "true");
    busy.append(told("working"));
    busy.lastElementChild.scrollIntoView({ block: "nearest" });
  }, SOON_MS);
}

function rest() {
  clearTimeout(soon);
  document.querySelector(".working")?.remove();
  busy?.removeAttribute("aria-busy");
  busy = undefined;
}

// Before any other listener: a page that is left without a network is lost with all its words.
document.addEventListener("submit", (event) => {
  notices.replaceChildren();
  if (!navigator.onLine) {
    event.preventDefault();
    event.stopImmediatePropagation();
    tell("offline", event.target, event.submitter);
  } else if (event.target.matches("[action$='/ask/']")) work(event.target);
}, { capture: true });

document.addEventListener("htmx:error", (event) => {
  const form = event.detail.ctx?.sourceElement;
  if (form?.matches("form")) tell("unreachable", form, event.detail.ctx.request.submitter);
});

document.addEventListener("htmx:finally:request", (event) => {
  if (event.detail.ctx.sourceElement.matches("form")) rest();
});

window.addEventListener("pageshow", rest); // come back to by the browser's own button
