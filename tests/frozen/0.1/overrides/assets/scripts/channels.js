// Numbers grow old, also in a page that nobody builds again: once the day of a service is past, by
// the clock of the device, the general instruction stands in its place.
//
// Without this script each card says by which day it has to be checked again. Nothing is asked of
// any server. The words come from partials/channels.html.

const [block, inline] = document.getElementById("channels.past").content.children;

// A number is good through its day, in the one calendar that is everybody's.
const today = () => new Date().toISOString().slice(0, 10);

// Several in a row say it once.
const said = (element) => element.previousElementSibling?.matches(".channel-past");

function replace(element) {
  const card = element.closest(".channels > li") ?? element;
  const words = card.localName === "span" ? inline : block;
  const held = card.contains(document.activeElement);
  card.removeAttribute("data-review-by");
  if (words === block && said(card) && !held) return card.remove();
  card.className = "channel-past";
  card.replaceChildren(words.cloneNode(true));
  if (!held) return;
  card.tabIndex = -1; // the reader was here, and stays
  card.focus();
}

function check() {
  for (const element of document.querySelectorAll("[data-review-by]"))
    if (element.dataset.reviewBy < today()) replace(element);
}

check();
document.addEventListener("services", check); // country.js has put some in
addEventListener("pageshow", check); // a page may stay open for days
document.addEventListener("visibilitychange", check);
