// The tools of an entry: copy its short address, print it, hand it to the device's own share sheet,
// read the same section in another language; and ticks that nobody finds later.
//
// Without this script the address can be selected, the e-mail link works, and another language
// begins at its top. Nothing is sent anywhere: what is shared goes to the program that the visitor
// chooses. Words and addresses come from partials/page_actions.html.

const tools = document.querySelector(".tools");
const part = (name) => tools.querySelector(`.tools-${name}`);
const address = () => part("address").textContent;
const SWITCH = ".languages a, .footer a[lang]"; // in the header and at the end of the page

let timer;

// Said once more when it happens once more: the same words again would not be spoken.
function say(words) {
  clearTimeout(timer);
  part("said").textContent = "";
  timer = setTimeout(() => (part("said").textContent = words), 50);
}

async function copy() {
  const { done, failed } = part("copy").dataset;
  try {
    await navigator.clipboard.writeText(address());
    say(done);
  } catch {
    getSelection().selectAllChildren(part("address"));
    say(failed);
  }
}

// A visitor who closes the sheet has not made a mistake.
function share() {
  const title = new URL(part("mail").href).searchParams.get("subject");
  navigator.share({ title, url: address() }).catch(() => {});
}

function offer(name, act) {
  part(name).hidden = false;
  part(name).addEventListener("click", act);
}

if (tools) {
  offer("copy", copy);
  offer("print", () => print());
  if (navigator.share) offer("share", share);
}

// A section has the same anchor in every language.
function keepSection() {
  for (const link of document.querySelectorAll(SWITCH)) link.hash = location.hash;
}

keepSection();
addEventListener("hashchange", keepSection);

// A browser keeps a page that was left as it was: whoever comes back to it finds no step ticked off.
addEventListener("pagehide", () => {
  for (const box of document.querySelectorAll(".tick")) box.checked = false;
});
