// The question box suggests while somebody types: a combobox whose list is picked from by hand.
// Enter asks what stands in the box, unless an arrow key has gone to a row of the list.
const box = document.getElementById("question");
const list = document.getElementById("suggestions");
const announcer = document.getElementById("announcer");
let quiet = true; // nothing was typed since the last pick, escape or question
let active = null;

function point(row) {
  active?.setAttribute("aria-selected", "false");
  active = row;
  if (!row) return box.removeAttribute("aria-activedescendant");
  row.setAttribute("aria-selected", "true");
  row.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", row.id);
}

function show(open) {
  if (open && list.hidden) {
    announcer.textContent = list.firstElementChild.dataset.told;
  }
  list.hidden = !open;
  box.setAttribute("aria-expanded", String(open));
  point(null);
}

function close() {
  quiet = true;
  show(false);
}

function pick(row) {
  box.value = row.dataset.question;
  close();
  box.focus();
}

function move(step) {
  quiet = false;
  if (list.hidden) return window.htmx.trigger(box, "suggest");
  const places = [null, ...list.querySelectorAll("[role=option]")]; // null: the box itself
  point(places.at((places.indexOf(active) + step) % places.length));
}

// Nothing late is shown: the list is of the very text that stands in the box.
function arrived() {
  const found = list.firstElementChild;
  const wanted = !quiet && document.activeElement === box && found?.dataset.typed === box.value;
  show(Boolean(wanted && found.querySelector("[role=option]")));
}

function pressed(event) {
  if (event.isComposing) return;
  const open = !list.hidden;
  if (event.key === "ArrowDown") move(1);
  else if (event.key === "ArrowUp" && open) move(-1);
  else if (event.key === "Enter" && active) pick(active);
  else if (event.key === "Escape" && open) close();
  else return;
  event.preventDefault();
}

function begin() {
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  box.addEventListener("keydown", pressed);
  box.addEventListener("input", () => { quiet = false; point(null); });
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[role=option]");
    if (row) pick(row);
  });
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.detail.ctx.target === list) arrived();
  });
}

if (box && list) begin();
