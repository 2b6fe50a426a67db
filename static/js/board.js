// A board is arranged by buttons that are forms, and here without leaving the page; and by dragging.
const board = document.querySelector("ol.board");
const announcer = document.getElementById("announcer");
const STAYS = ["earlier", "later", "wider", "narrower"];

const tiles = () => [...board.children];
const titleOf = (tile) => tile.querySelector("h2").textContent;

function told(tile) {
  const all = tiles();
  const said = tile.classList.contains("broad") ? board.dataset.wide : board.dataset.narrow;
  const words = { title: titleOf(tile), place: all.indexOf(tile) + 1, count: all.length };
  announcer.textContent = said.replace(/{(\w+)}/g, (_, name) => words[name]);
}

async function send(tile, what) {
  const form = tile.querySelector("form.arrange");
  const body = new FormData(form);
  for (const [name, value] of Object.entries(what)) body.set(name, value);
  const answer = await fetch(form.action, { method: "POST", body });
  if (!answer.ok) location.reload();
}

function place(tile, at) {
  const others = tiles().filter((each) => each !== tile);
  board.insertBefore(tile, others[at] ?? null);
}

const DOES = {
  earlier: (tile) => place(tile, Math.max(0, tiles().indexOf(tile) - 1)),
  later: (tile) => place(tile, tiles().indexOf(tile) + 1),
  wider: (tile) => tile.classList.add("broad"),
  narrower: (tile) => tile.classList.remove("broad"),
};

document.addEventListener("submit", async (event) => {
  const tile = event.target.closest(".tile");
  const does = event.submitter?.value;
  if (!board || !event.target.matches("form.arrange") || !STAYS.includes(does)) return;
  event.preventDefault();
  DOES[does](tile);
  const widened = { wider: "narrower", narrower: "wider" }[does] ?? does;
  tile.querySelector(`button[value=${widened}]`).focus();
  told(tile);
  await send(tile, { do: does });
  if (widened !== does) htmx.ajax("GET", tile.dataset.from, { target: tile.querySelector(".shows"), swap: "outerHTML" });
});

// Dragged by its head, a tile goes where it is let go; the buttons do the same.
for (const head of document.querySelectorAll(".tile header:has(form.arrange)")) {
  head.draggable = true;
  head.classList.add("held");
}

let dragged = null;
let over = null;

function hover(tile) {
  over?.classList.remove("over");
  over = tile === dragged ? null : tile;
  over?.classList.add("over");
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".tile") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", titleOf(dragged));
  dragged.classList.add("dragged");
});

document.addEventListener("dragover", (event) => {
  if (!dragged) return;
  hover(event.target.closest?.(".tile") ?? null);
  if (over) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  if (!dragged || !over) return;
  event.preventDefault();
  place(dragged, tiles().indexOf(over));
  told(dragged);
  send(dragged, { do: "to", told: tiles().indexOf(dragged) });
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("dragged");
  dragged = null;
  hover(null);
});

// Full screen is a matter of the browser, so its button is there only where this runs.
const full = document.getElementById("full");
if (full && document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener("click", () => document.getElementById("board").requestFullscreen());
}
