// What a key or an arriving answer does beyond the forms, which work without this file.
const typing = (element) => element.matches("input, textarea, select, [contenteditable]");
let looking = ""; // the text of the link by which an answer is seen otherwise
let picking = null; // the chip whose menu is open, by its turn and its own name

document.addEventListener("keydown", (event) => {
  const box = document.getElementById("question");
  if (event.key === "Escape") return shut(event.target.closest?.("details.chip[open]"));
  if (event.key !== "/" || event.ctrlKey || event.metaKey || !box || typing(event.target)) return;
  event.preventDefault();
  box.focus();
});

// A chip's menu goes away when it is left, by a key or by a click beside it.
function shut(chip) {
  if (!chip) return;
  chip.open = false;
  chip.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  const inside = event.target.closest("details.chip");
  for (const chip of document.querySelectorAll("details.chip[open]")) {
    if (chip !== inside) chip.open = false;
  }
});

// A menu opens upwards where it would hang out of the window or over the docked box, and comes into
// sight where there is room on neither side.
function place(chip) {
  const menu = chip?.open && chip.querySelector(".menu");
  if (!menu) return;
  chip.classList.remove("up");
  const top = (selector) => document.querySelector(selector)?.getBoundingClientRect();
  const below = (top(".dock .ask")?.top ?? innerHeight) - menu.getBoundingClientRect().bottom;
  const above = chip.getBoundingClientRect().top - menu.offsetHeight - (top(".bar")?.bottom ?? 0);
  chip.classList.toggle("up", below < 0 && above > 0);
  if (below < 0 && above <= 0) menu.scrollIntoView({ block: "nearest" });
}

document.addEventListener("toggle", (event) => {
  if (event.target.matches("details.chip")) place(event.target);
}, true);

// A mark of a picture does what its row's button does; without scripts, or where the row is on
// another page of the table, it leads there.
document.addEventListener("click", (event) => {
  looking = event.target.closest(".kinds a, thead a")?.textContent ?? looking;
  const mark = event.target.closest("figure svg a");
  const button = mark && document.getElementById(mark.getAttribute("href").split("#")[1]);
  if (!button) return;
  event.preventDefault();
  button.click();
});

document.addEventListener("submit", (event) => {
  const chip = event.target.closest("details.chip");
  const turn = event.target.closest(".turn");
  const name = chip?.querySelector("summary").dataset.chip;
  picking = turn && (chip || event.target.matches(".changes")) ? { turn: turn.id, name } : null;
});

// The sentence of a new answer is brought into view and named to screen readers; where a chip was
// picked from, the keyboard stays at that chip.
document.addEventListener("htmx:after:swap", (event) => {
  const target = event.detail.ctx.target;
  place(document.querySelector("details.chip[open]"));
  if (target.id === "suggestions" || target.matches(".menu, [id^=notice]")) return;
  if (target.matches(".links")) return linked(document.getElementById(target.id));
  if (target.matches("[id^=figure], [id^=numbers]")) return seen(document.getElementById(target.id));
  if (target.matches(".turn.waiting") || target.querySelector(":scope > .waits")) {
    const come = document.getElementById(target.id);
    const told = come?.querySelector(".notice") ?? come?.querySelector(".said");
    if (told) announce(told);
    return; // whatever somebody reads or types meanwhile stays where it is
  }
  const changed = picking && document.getElementById(picking.turn);
  const turn = changed || [...document.querySelectorAll(".turn")].at(-1);
  const said = turn?.querySelector(".said");
  if (!said) return;
  announce(said);
  if (changed) {
    const chips = [...changed.querySelectorAll("summary[data-chip]")];
    (chips.find((chip) => chip.dataset.chip === picking.name) ?? chips[0])?.focus({ preventScroll: true });
    picking = null;
    return;
  }
  const box = document.getElementById("question");
  if (box) box.value = "";
  turn.scrollIntoView({ block: "start" });
});

// A sentence is announced in the language that it is written in.
function announce(said) {
  const words = document.createElement("span");
  if (said.lang) words.lang = said.lang;
  words.translate = said.translate;
  words.textContent = said.textContent;
  document.getElementById("announcer").replaceChildren(words);
}

// Of an answer that was shared, or is no more, the keyboard comes to what can be done next.
function linked(links) {
  const next = links?.querySelector("input[readonly], button");
  if (!next) return;
  document.getElementById("announcer").textContent = links.dataset.told;
  next.focus({ preventScroll: true });
}

// What is seen otherwise keeps the keyboard at the way by which it was picked.
function seen(part) {
  const ways = [...(part?.querySelectorAll(".kinds a, thead a") ?? [])];
  const way = ways.find((each) => each.textContent === looking) ?? ways.at(-1);
  if (!way) return;
  const rest = part.querySelector(".kinds .asked")?.textContent;
  const told = way.closest("[data-told]")?.dataset.told ?? rest ?? "";
  document.getElementById("announcer").textContent = told;
  way.focus({ preventScroll: true });
}
