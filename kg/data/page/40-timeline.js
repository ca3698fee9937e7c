// The timeline: vis-timeline, with a lane for each circle of people and a mark for each dated talk.
// What stands too close to be told apart is counted in bars; a shorter span shows its marks.
const MOST_LANES = 6;
const MARK = 16; // pixels that a mark without a label takes
const LETTER = 6.2; // pixels of a letter of a label
const LABEL = 52; // pixels that the last mark and its label take
const FAR_OUT = 0.04; // the part of talks that may lie beyond the first window, on each side
const SHORTEST = 10; // days that the window has at least
const BAR = 13; // the least width of a bar
const BAR_HEIGHT = 15;
const DATED = TALKS.filter((event) => event.first || event.last);
const DAYS = new Map(DATED.map((event) => [event.n, [asDays(event.first || event.last), asDays(event.last || event.first) + 1]]));
const LIMITS = limits();
const BINS = [1, 2, 7, 14, 28, 91, 182, 365, 730, 1825, 3650, 18250]; // days that a bar counts
let timeline = null;
let marks = null;
let rows = [];
let width = 0; // of the part with the marks: asking for it would have the browser lay out everything
let ready = false; // vis-timeline has measured itself
let drawn = {}; // the window, width and span that the marks were placed for

function asDays(iso) {
  return Date.parse(`${iso}T00:00:00Z`) / 86400000;
}

function asIso(days) {
  return new Date(Math.floor(days) * 86400000).toISOString().slice(0, 10);
}

function asDate(days) {
  return new Date(days * 86400000);
}

// The days from the first to the last talk.
function limits() {
  const ends = [...DAYS.values()];
  return [ends.reduce((least, [first]) => Math.min(least, first), Infinity), ends.reduce((most, [, last]) => Math.max(most, last), -Infinity)];
}

// The days that are shown first: all, or those of nearly all talks where a few lie far from them.
function firstDays() {
  const starts = [...DAYS.values()].map(([first]) => first).sort((a, b) => a - b);
  const cut = Math.floor(starts.length * FAR_OUT);
  if (!cut) return LIMITS;
  const low = starts[cut];
  const high = [...DAYS.values()].map(([, last]) => last).sort((a, b) => b - a)[cut];
  const [from, to] = [low - LIMITS[0] > (high - low) / 2 ? low : LIMITS[0], LIMITS[1] - high > (high - low) / 2 ? high : LIMITS[1]];
  return (to - from) * 2 < LIMITS[1] - LIMITS[0] ? [from, to] : LIMITS;
}

// Show these days, with room for half a mark before them and for a label behind them.
function showDays(low, high) {
  const days = Math.max(high - low, SHORTEST);
  const scale = Math.max(width - MARK - LABEL, 50) / days;
  const from = (low + high - days) / 2;
  timeline.setWindow(asDate(from - MARK / scale), asDate(from + days + LABEL / scale), { animation: false });
}

function lanes() {
  const circles = new Map();
  for (const event of DATED) {
    const key = event.parties.map(([n]) => n).sort((a, b) => a - b).join(" ");
    if (!circles.has(key)) circles.set(key, []);
    circles.get(key).push(event);
  }
  const sorted = [...circles.values()].sort((a, b) => b.length - a.length || byTime(a[0], b[0]));
  const kept = sorted.slice(0, sorted.length > MOST_LANES + 1 ? MOST_LANES : sorted.length);
  const rest = sorted.slice(kept.length).flat().sort(byTime);
  const named = kept.map((events) => ({ events, name: laneName(events[0]), title: partiesText(events[0]) }));
  return rest.length ? [...named, { events: rest, name: say("others"), title: say("others") }] : named;
}

function laneName(event) {
  return event.parties.map(([n]) => brief(n)).join(" – ") || event.label || typeWord(event);
}

function buildTimeline(place) {
  timeline = null;
  place.parentElement.hidden = !DATED.length;
  if (!DATED.length) return;
  rows = lanes();
  ready = false;
  drawn = {};
  marks = new visTimeline.DataSet();
  const spare = Math.max(SHORTEST, LIMITS[1] - LIMITS[0]);
  const groups = rows.map((row, id) => ({ id, content: row.name, title: row.title }));
  timeline = new visTimeline.Timeline(place, marks, new visTimeline.DataSet(groups), {
    min: asDate(LIMITS[0] - spare), max: asDate(LIMITS[1] + spare), zoomMin: SHORTEST * 86400000, zoomKey: "ctrlKey", selectable: false, showCurrentTime: false,
    showTooltips: false, // our own are text
    orientation: "bottom", groupOrder: "id", dataAttributes: ["id", "event", "bar"], margin: { axis: 4, item: { horizontal: 0, vertical: 8 } },
    moment: (date) => visTimeline.moment(date).utc(),
    format: { minorLabels: minorLabel, majorLabels: majorLabel },
    template: (item) => item.face(), groupTemplate: (group) => el("span", { class: "lane-label" }, group ? group.content : ""),
  });
  // Where it is given no window vis-timeline shows itself at once, and takes one that fits the marks.
  const centre = place.querySelector(".vis-center");
  timeline.on("changed", () => {
    ready = true;
    width = centre.clientWidth;
    drawTimeline();
    nameMarks(place);
    trimAxis(place);
    tellBeyond();
  });
  place.addEventListener("click", openMark);
  place.addEventListener("keydown", (press) => {
    if ((press.key === "Enter" || press.key === " ") && openMark(press)) press.preventDefault();
  });
  brush(place);
}

function minorLabel(date, scale) {
  const month = words().time.months[date.month()].slice(0, 3);
  return { month, year: String(date.year()), week: String(date.date()) }[scale] || String(date.date());
}

function majorLabel(date, scale) {
  if (scale === "year") return "";
  return scale === "month" ? String(date.year()) : `${words().time.months[date.month()]} ${date.year()}`;
}

// The window as days, and how many pixels a day has.
function view() {
  const { start, end } = timeline.getWindow();
  const [from, to] = [start / 86400000, end / 86400000];
  return { from, to, width, scale: width / (to - from) };
}

// Place the marks for what is filtered, chosen and in sight; only those that changed are drawn anew.
function drawTimeline(changed) {
  if (!timeline || !ready || !width) return;
  const span = JSON.stringify(state.span);
  if (drawn.span !== span || drawn.width !== width) {
    drawn = { span, width };
    showDays(...(state.span ? [asDays(state.span[0]), asDays(state.span[1]) + 1] : firstDays()));
  }
  const seen = view();
  const key = JSON.stringify(seen);
  if (!changed && drawn.key === key) return;
  drawn = { span, key, width };
  const strong = strongEvents();
  const wanted = new Map(rows.flatMap((row, group) => lane(row, group, seen, strong)).map((item) => [item.id, item]));
  if (state.span) wanted.set("span", { id: "span", type: "background", className: "span", start: asDate(asDays(state.span[0])), end: asDate(asDays(state.span[1]) + 1), look: span, face: () => "" });
  marks.remove(marks.getIds().filter((id) => !wanted.has(id)));
  marks.update([...wanted.values()].filter((item) => (marks.get(item.id) || {}).look !== item.look));
}

function lane(row, group, seen, strong) {
  const events = row.events.filter((event) => !state.hiddenStatuses.has(event.status) && !state.hiddenTypes.has(event.type));
  const near = events.filter((event) => DAYS.get(event.n)[0] < seen.to && DAYS.get(event.n)[1] > seen.from);
  const most = rows.length > 4 ? 2 : 3;
  if (depth(near, seen, timelineLabel) <= 2) return near.map((event) => mark(event, group, seen, strong, timelineLabel(event)));
  if (depth(near, seen, () => "") <= most) return near.map((event) => mark(event, group, seen, strong, ""));
  return bars(near.filter((event) => strong.has(event.n)), group, seen);
}

// How many rows marks need where none may lie on another.
function depth(events, seen, label) {
  const ends = [];
  for (const event of events) {
    const [first, last] = DAYS.get(event.n);
    const left = first * seen.scale;
    const text = label(event);
    const wide = isWide(first, last, seen) ? (last - first) * seen.scale : MARK;
    const row = ends.findIndex((end) => end <= left);
    const end = left + Math.max(wide, text ? MARK + 8 + text.length * LETTER : 0);
    if (row < 0) ends.push(end);
    else ends[row] = end;
    if (ends.length > 3) break;
  }
  return ends.length;
}

function isWide(first, last, seen) {
  return last - first > 1 && (last - first) * seen.scale > MARK;
}

// A crowded lane: how many talks began in each stretch of time; choosing a bar picks the stretch.
function bars(events, group, seen) {
  const size = BINS.find((days) => days * seen.scale >= BAR) || BINS[BINS.length - 1];
  const bins = new Map();
  for (const event of events) {
    const bin = Math.floor(DAYS.get(event.n)[0] / size);
    const counts = bins.get(bin) || { real: 0, other: 0 };
    counts[HAPPENED.includes(event.status) ? "real" : "other"] += 1;
    bins.set(bin, counts);
  }
  const most = [...bins.values()].reduce((high, one) => Math.max(high, one.real + one.other), 1);
  return [...bins].sort((a, b) => a[0] - b[0]).map(([bin, counts]) => bar(bin * size, (bin + 1) * size, counts, most, group));
}

function bar(from, to, counts, most, group) {
  const days = `${asIso(from)} ${asIso(to - 1)}`;
  const name = `${day(asIso(from))} – ${day(asIso(to - 1))}: ${count("n_talks", counts.real)}${counts.other ? ` (+ ${counts.other} ${words().statuses.Planned})` : ""}`;
  return {
    id: `b${group} ${days}`, group, type: "range", start: asDate(from), end: asDate(to), className: "mark bar", bar: days, name,
    look: JSON.stringify([counts, most, state.lang]), face: () => barFace(counts, most),
  };
}

// What took place is solid, what did not stands on it as an outline.
function barFace(counts, most) {
  const part = (name, n) => {
    const block = el("span", { class: name });
    block.style.height = `${n ? Math.max(3, (BAR_HEIGHT * n) / most) : 0}px`;
    return block;
  };
  return el("span", { class: "stack" }, counts.other ? part("unsure", counts.other) : null, part("sure", counts.real));
}

function timelineLabel(event) {
  if (event.first !== event.last) return "";
  const [, month, date] = event.first.split("-").map(Number);
  return state.lang === "de" ? `${date}.${month}.` : `${date} ${words().time.months[month - 1].slice(0, 3)}`;
}

function mark(event, group, seen, strong, label) {
  const [first, last] = DAYS.get(event.n);
  const wide = isWide(first, last, seen);
  const kind = HAPPENED.includes(event.status) ? "real" : AHEAD.includes(event.status) ? "ahead" : "unreal";
  const chosen = state.pick && state.pick.kind === "event" && state.pick.n === event.n;
  const className = `mark ${kind} type-${event.type}${strong.has(event.n) ? "" : " faint"}${chosen ? " chosen" : ""}${event.first && event.last ? "" : " open"}${label ? " labelled" : ""}`;
  const name = `${event.when[state.lang]}: ${typeWord(event)}, ${partiesText(event)}, ${words().statuses[event.status]}`;
  return {
    id: `e${event.n}`, group, type: wide ? "range" : "point", start: asDate(wide ? first : (first + last) / 2), end: wide ? asDate(last) : null,
    className, event: event.n, name, look: className + wide + label + group, face: () => el("span", { class: "mark-label", "data-label": label }),
  };
}

// vis-timeline makes plain boxes: give those of talks a name and a place in the order of the keys.
function nameMarks(place) {
  for (const box of place.querySelectorAll(".vis-item.mark:not(.vis-dot)")) {
    const item = marks.get(box.dataset.id);
    if (!item || box.title === item.name) continue;
    fill(box, { tabindex: 0, role: "button", "aria-label": item.name, title: item.name }, []);
  }
}

// A name of a month that does not fit beside the edge is left out.
function trimAxis(place) {
  const axis = place.querySelector(".vis-panel.vis-bottom").getBoundingClientRect();
  for (const text of place.querySelectorAll(".vis-time-axis .vis-text.vis-minor:not(.vis-measure)")) {
    const box = text.getBoundingClientRect();
    text.classList.toggle("cut", box.left < axis.left - 1 || box.left + text.scrollWidth > axis.right + 1);
  }
}

function openMark(event) {
  const box = event.target.closest(".vis-item.mark:not(.vis-dot)");
  if (!box) return false;
  if (box.dataset.bar) setSpan(...box.dataset.bar.split(" "));
  else choose({ kind: "event", n: Number(box.dataset.event) });
  return true;
}
