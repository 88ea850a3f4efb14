// Lines of law, under their countries: those of the reader's own first, the others behind one fold.
//
// Without this script, or a country, all of them stand open. country.js calls these functions.

const blocks = () => [...document.querySelectorAll(".laws")];
const getSections = (block) => (block.sections ??= [...block.querySelectorAll(".law-of")]);

export function clearLaw() {
  for (const block of blocks()) block.append(...getSections(block)); // as they were
}

// A guess moves its country up, and hides nothing.
export function guessLaw(code) {
  for (const block of blocks()) {
    const [first, own] = [getSections(block)[0], block.querySelector(`.law-of[data-in="${code}"]`)];
    if (own && own !== first) first.before(own);
  }
}

// `law` is that of the country's module; `draw` makes what it holds into elements.
export function showLaw(law, draw) {
  for (const block of blocks()) {
    const isOwn = (section) => law.holds.includes(section.dataset.in);
    const rank = (section) => law.holds.indexOf(section.dataset.in);
    const own = getSections(block).filter(isOwn);
    const others = getSections(block).filter((section) => !isOwn(section));
    const fold = draw(law.others);
    if (others.length) fold.querySelector("details").append(...others);
    else fold.querySelector("details").remove();
    own.sort((one, other) => rank(one) - rank(other));
    block.append(...(own.length ? own : [draw(law.none)]), fold);
  }
}
