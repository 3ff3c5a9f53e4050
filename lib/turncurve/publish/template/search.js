"use strict";
const box = document.getElementById("find");
const said = document.getElementById("found");
const items = [...document.querySelectorAll(".listed li")];
const words = items.map((item) => item.textContent.toLowerCase());
function narrow() {
  const wanted = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  items.forEach((item, place) => {
    const held = wanted.every((word) => words[place].includes(word));
    item.hidden = !held;
    shown += held ? 1 : 0;
  });
  document.querySelectorAll(".listed").forEach((part) => {
    part.hidden = ![...part.querySelectorAll("li")].some((item) => !item.hidden);
  });
  said.textContent = wanted.length ? `${shown} of ${items.length} found` : "";
}
box.addEventListener("input", narrow);
document.getElementById("search").hidden = false;
