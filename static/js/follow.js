// Follows an answer that is not there yet. Without this file the page looks for it now and then.
const followed = new Map(); // the address of each stream that is open, and its source

function follow() {
  for (const turn of document.querySelectorAll("[data-follow]")) {
    const address = turn.dataset.follow;
    if (followed.has(address)) continue;
    const source = new EventSource(address);
    followed.set(address, source);
    source.addEventListener("stage", (event) => shown(turn, event.data));
    source.addEventListener("end", () => arrived(address));
  }
  for (const [address, source] of followed) {
    if (document.querySelector(`[data-follow="${address}"]`)) continue;
    source.close();
    followed.delete(address);
  }
}

// What came before a stage is done, what comes after it is not begun.
function shown(turn, name) {
  const stages = [...turn.querySelectorAll("[data-stage]")];
  const at = stages.findIndex((stage) => stage.dataset.stage === name);
  stages.forEach((stage, place) => {
    stage.className = place < at ? "done" : place === at ? "now" : "later";
    place === at ? stage.setAttribute("aria-current", "step") : stage.removeAttribute("aria-current");
  });
  if (at >= 0) document.getElementById("announcer").textContent = stages[at].textContent;
}

function arrived(address) {
  followed.get(address)?.close();
  document.querySelector(`[data-follow="${address}"]`)?.dispatchEvent(new Event("arrived"));
}

document.addEventListener("htmx:after:swap", follow);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  for (const turn of document.querySelectorAll("[data-follow]")) turn.dispatchEvent(new Event("arrived"));
});
follow();
