// Follows an answer that is not there yet. Without this file the page looks for it now and then.
const MOST = 3; // a browser opens few connections to one place; the rest look for themselves
const followed = new Map(); // the address of each stream that is open, and its source

function follow() {
  for (const [address, source] of followed) {
    if (waiting(address).length) continue;
    source.close();
    followed.delete(address);
  }
  for (const { dataset: { follow: address } } of document.querySelectorAll("[data-follow]")) {
    if (followed.has(address) || followed.size >= MOST) continue;
    const source = new EventSource(address);
    followed.set(address, source);
    source.addEventListener("stage", (event) => waiting(address).forEach((each) => shown(each, event.data)));
    source.addEventListener("end", () => arrived(address));
  }
}

// Several parts of a page may wait for the same.
const waiting = (address) => document.querySelectorAll(`[data-follow="${address}"]`);

// What came before a stage is done, what comes after it is not begun.
function shown(part, name) {
  const stages = [...part.querySelectorAll("[data-stage]")];
  const at = stages.findIndex((stage) => stage.dataset.stage === name);
  stages.forEach((stage, place) => {
    stage.className = place < at ? "done" : place === at ? "now" : "later";
    place === at ? stage.setAttribute("aria-current", "step") : stage.removeAttribute("aria-current");
  });
  if (at >= 0 && followed.size === 1) document.getElementById("announcer").textContent = stages[at].textContent;
}

function arrived(address) {
  followed.get(address)?.close();
  waiting(address).forEach((each) => each.dispatchEvent(new Event("arrived")));
}

// A file whose rows are there now is taken.
document.addEventListener("htmx:after:swap", (event) => {
  follow();
  if (event.detail.ctx.target.id === "taking") document.querySelector("#taking form")?.requestSubmit();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  for (const part of document.querySelectorAll("[data-follow]")) part.dispatchEvent(new Event("arrived"));
});
follow();
