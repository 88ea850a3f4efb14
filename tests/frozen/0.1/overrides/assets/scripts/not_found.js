// The page that is not there: puts the language of the address asked for first.
//
// Without this script the site's own language comes first and the others follow. It runs while the
// page is read, before the other scripts look at it, so that nothing is seen to move.

const { base } = document.currentScript.dataset;
const asked = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : "";
const locale = asked.split("/", 1)[0];
const sections = [...document.querySelectorAll(".not-found")];
const spoken = sections.find((section) => section.dataset.locale === locale);

// The same heading, at another level.
function rank(section, level) {
  const heading = document.createElement(level);
  heading.append(...section.firstElementChild.childNodes);
  section.firstElementChild.replaceWith(heading);
}

// Order of reading and of the keyboard, title, language of the page, header with its search: all.
function putFirst(section) {
  rank(sections[0], "h2");
  rank(section, "h1");
  section.parentElement.prepend(section);
  const headings = [...document.querySelectorAll(".not-found > :first-child")];
  document.title = headings.map(({ textContent }) => textContent).join(" · ");
  document.documentElement.lang = section.lang;
  document.documentElement.dir = section.dir;
  const header = document.querySelector(`template[data-locale="${locale}"]`);
  document.querySelector(".plain-header").replaceWith(header.content);
}

if (spoken && spoken !== sections[0]) putFirst(spoken);
