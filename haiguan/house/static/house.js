// The evidence page: a number leads to its place in the text, a place shows what is known of it.
// Everything works as plain links without this file; nothing of a document is ever read as HTML.
"use strict";

const facts = document.getElementById("facts");

function marksOf(id) {
  return [...document.querySelectorAll("[data-marks]")].filter((e) => e.dataset.marks.split(" ").includes(id));
}

function flash(elements) {
  for (const element of elements) {
    element.classList.remove("flash");
    void element.offsetWidth; // so that the animation starts again
    element.classList.add("flash");
  }
}

function rows(id) {
  const item = document.getElementById("item-" + id);
  const lines = item && item.dataset.facts ? item.dataset.facts.split("\n") : [];
  return lines.map((line) => line.split("\t"));
}

function show(ids) {
  const list = facts.querySelector("dl");
  list.replaceChildren();
  for (const id of ids.slice(0, 4)) {
    for (const [name, fact] of rows(id)) {
      const [term, value] = [document.createElement("dt"), document.createElement("dd")];
      term.textContent = name;
      value.textContent = fact;
      if (name.endsWith("FAILS")) value.className = "bad";
      list.append(term, value);
    }
    list.append(document.createElement("hr"));
  }
  facts.hidden = list.children.length === 0;
}

function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

function bringToMiddle(element) {
  const pane = element.closest(".text");
  const [inner, outer] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
  const top = pane.scrollTop + inner.top - outer.top - pane.clientHeight * 0.4;
  if (pane.scrollHeight > pane.clientHeight) pane.scrollTo({ top, behavior: still() });
  else element.scrollIntoView({ block: "center", behavior: still() });
}

function markSentence(name) {
  for (const old of document.querySelectorAll(".sentence")) old.classList.remove("sentence");
  if (!name) return;
  for (const piece of document.querySelectorAll("[data-sentences]")) {
    piece.classList.toggle("sentence", piece.dataset.sentences.split(" ").includes(name));
  }
}

// A page's picture is fetched when it comes near; a box has its place only then.
function whenPlaced(target, then) {
  const sheet = target.closest(".sheet");
  const picture = sheet && sheet.querySelector("img");
  if (!picture || picture.complete) return;
  picture.addEventListener("load", then, { once: true });
  picture.loading = "eager";
}

function go(id) {
  const found = marksOf(id);
  const target = found[0] || document.getElementById("at-" + id);
  if (!target) return false;
  whenPlaced(target, () => bringToMiddle(target));
  const link = document.querySelector('[data-mark="' + CSS.escape(id) + '"][data-sentence]');
  markSentence(link ? link.dataset.sentence : "");
  bringToMiddle(target);
  flash(found);
  show([id]);
  history.replaceState(null, "", "#at-" + id);
  return true;
}

function open(id) {
  const item = document.getElementById("item-" + id);
  if (!item) return;
  const closed = item.closest("details:not([open])");
  if (closed) closed.open = true;
  item.scrollIntoView({ block: "nearest" });
  flash([item]);
}

function placeBoxes(picture) {
  const sheet = picture.parentElement;
  const points = 72 / Number(picture.dataset.dpi);
  const [width, height] = [picture.naturalWidth * points, picture.naturalHeight * points];
  for (const box of sheet.querySelectorAll(".box")) {
    const [left, top, right, bottom] = box.dataset.box.split(" ").map(Number);
    box.style.left = (100 * left) / width + "%";
    box.style.top = (100 * top) / height + "%";
    box.style.width = (100 * (right - left)) / width + "%";
    box.style.height = (100 * (bottom - top)) / height + "%";
  }
}

if (facts) {
  document.addEventListener("click", (event) => {
    const number = event.target.closest("[data-mark]");
    const mark = event.target.closest("[data-marks]");
    if (number && go(number.dataset.mark)) event.preventDefault();
    else if (mark) {
      const ids = mark.dataset.marks.split(" ");
      show(ids);
      open(ids[0]);
      event.preventDefault();
    }
  });
  document.addEventListener("mouseover", (event) => {
    const mark = event.target.closest("[data-marks]");
    if (mark) show(mark.dataset.marks.split(" "));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") facts.hidden = true;
  });
  facts.querySelector("button").addEventListener("click", () => { facts.hidden = true; });
  for (const picture of document.querySelectorAll(".sheet img")) {
    const absent = () => { picture.parentElement.hidden = true; picture.closest("figure").querySelector(".absent").hidden = false; };
    if (picture.complete && picture.naturalWidth) placeBoxes(picture);
    else if (picture.complete) absent();
    picture.addEventListener("load", () => placeBoxes(picture));
    picture.addEventListener("error", absent);
  }
  const follow = () => { if (location.hash.startsWith("#at-")) go(decodeURIComponent(location.hash.slice(4))); };
  addEventListener("hashchange", follow);
  addEventListener("load", follow);
}
