// A span of time: dragged on the timeline, or given by its first and last day.
const LEAST_DRAG = 6; // pixels; less is a click

function setSpan(first, last) {
  Object.assign(state, { span: first && last ? [first, last].sort() : null, rows: FIRST_ROWS });
  update();
}

// Dragging picks a span; vis-timeline would move its window by it.
function brush(place) {
  let start = null;
  let box = null;
  const area = () => place.querySelector(".vis-center").getBoundingClientRect();
  const at = (event) => Math.min(area().width, Math.max(0, event.clientX - area().left));
  place.addEventListener("pointerdown", (event) => {
    if (event.button || event.target.closest(".mark") || !event.target.closest(".vis-center, .vis-bottom")) return;
    event.stopPropagation();
    start = at(event);
    place.setPointerCapture(event.pointerId);
  }, true);
  place.addEventListener("pointermove", (event) => {
    if (start === null || Math.abs(at(event) - start) <= LEAST_DRAG) return;
    if (!box) place.querySelector(".vis-center").append(box = el("div", { class: "drag" }));
    box.style.left = `${Math.min(start, at(event))}px`;
    box.style.width = `${Math.abs(at(event) - start)}px`;
  });
  const end = (event) => {
    if (box) box.remove();
    const dragged = box && event.type === "pointerup";
    const { from, scale } = view();
    const days = [start, at(event)].sort((a, b) => a - b).map((x) => asIso(from + x / scale));
    start = box = null;
    if (dragged) setSpan(...days);
  };
  for (const name of ["pointerup", "pointercancel"]) place.addEventListener(name, (event) => start !== null && end(event));
}

// Two fields for the first and the last day, and the zoom, for keys and for narrow screens.
function timeHead() {
  if (!DATED.length) return null;
  const [low, high] = [asIso(LIMITS[0]), asIso(LIMITS[1] - 1)];
  const field = (key, n) => el("label", {}, say(key), " ", el("input", { type: "date", id: `span-${key}`, min: low, max: high, onchange: (event) => {
    const span = state.span ? [...state.span] : [low, high];
    span[n] = event.target.value || [low, high][n];
    setSpan(...span);
  } }));
  const button = (key, sign, press) => el("button", { type: "button", "aria-label": `${say("timeline")}: ${say(key)}`, title: say(key), onclick: press }, sign);
  return el("div", { class: "time-head" }, el("h2", { title: say("timeline_hint") }, say("timeline"), " ", el("button", { type: "button", class: "link", id: "beyond", hidden: true, onclick: () => showDays(...LIMITS) })), field("from", 0), field("to", 1),
    el("div", { class: "zoom" }, button("zoom_in", "+", () => timeline.zoomIn(0.5, { animation: false })), button("zoom_out", "−", () => timeline.zoomOut(0.5, { animation: false })),
      button("zoom_time", "⤢", () => showDays(...LIMITS))));
}

// How many talks lie before and after the days in sight.
function tellBeyond() {
  const { from, to } = view();
  const shown = state.span ? [] : [...DAYS.values()];
  const before = shown.filter(([, last]) => last <= from).length;
  const after = shown.filter(([first]) => first >= to).length;
  const note = document.getElementById("beyond");
  const text = [before ? say("n_before", { n: String(before) }) : "", after ? say("n_after", { n: String(after) }) : ""].filter(Boolean).join(", ");
  if (note.textContent !== text) note.textContent = text;
  note.hidden = !text;
}

function drawSpan() {
  if (!DATED.length) return;
  for (const [n, key] of ["from", "to"].entries()) document.getElementById(`span-${key}`).value = state.span ? state.span[n] : "";
}

// On paper there is less room than on most screens, and the colours of the day; and nobody redraws
// there. So before it is printed the page is laid out for A4.
let themeOnScreen;

function layFor(width) {
  const root = document.documentElement;
  if (width) themeOnScreen = root.dataset.theme;
  if (width || themeOnScreen) root.dataset.theme = width ? "light" : themeOnScreen;
  else delete root.dataset.theme;
  root.classList.toggle("printing", Boolean(width));
  document.getElementById("timeline").style.width = width;
  redraw();
  if (network) network.redraw();
  for (let turn = 0; timeline && turn < 3; turn += 1) timeline.emit("_change"); // until nothing moves
}

window.addEventListener("beforeprint", () => layFor("680px"));
window.addEventListener("afterprint", () => layFor(""));
