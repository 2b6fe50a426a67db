// What a key or an arriving answer does beyond the forms, which work without this file.
const typing = (element) => element.matches("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const box = document.getElementById("question");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || !box || typing(event.target)) return;
  event.preventDefault();
  box.focus();
});

// The sentence of a new answer is brought into view and named to screen readers.
document.addEventListener("htmx:after:swap", (event) => {
  if (event.detail.ctx.target.id === "suggestions") return;
  const box = document.getElementById("question");
  const sentences = document.querySelectorAll(".turn .said");
  const last = sentences[sentences.length - 1];
  if (!last) return;
  if (box) box.value = "";
  last.closest(".turn").scrollIntoView({ block: "start" });
  document.getElementById("announcer").textContent = last.textContent;
});
