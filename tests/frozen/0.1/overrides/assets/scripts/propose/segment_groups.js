// The segments of an entry in groups: first outdated ones, then missing ones, then the rest, folded
// by heading. Each group has the order of the entry.

import { isTouched } from "./draft.js";
import { cloneTemplate, getMessage } from "./messages.js";

const ORDER = ["changed", "missing", "rest", "source"];
const HINTS = ["changed", "rest", "source"];
const MOST_UNFOLDED = 8; // texts that need no folding

export function renderGroups(segmentEditors, draft) {
  const groups = groupSegmentEditors(segmentEditors, (segmentEditor) => nameGroup(segmentEditor, draft));
  return ORDER.filter((name) => groups.has(name)).map((name) =>
    renderGroup(name, groups.get(name), draft),
  );
}

function groupSegmentEditors(segmentEditors, keyOf) {
  const groups = new Map();
  for (const segmentEditor of segmentEditors) {
    const key = keyOf(segmentEditor);
    groups.set(key, [...(groups.get(key) ?? []), segmentEditor]);
  }
  return groups;
}

function nameGroup({ segment }, { correction }) {
  if (correction) return "source";
  return ["changed", "missing"].includes(segment.state) ? segment.state : "rest";
}

function renderGroup(name, segmentEditors, draft) {
  const group = cloneTemplate("group");
  const [heading, hint] = group.children;
  group.dataset.group = name;
  heading.textContent = getMessage(name, { count: segmentEditors.length });
  hint.hidden = !HINTS.includes(name);
  if (!hint.hidden) hint.textContent = getMessage(`${name}-hint`);
  const folded = ["rest", "source"].includes(name) && segmentEditors.length > MOST_UNFOLDED;
  for (const section of splitSections(segmentEditors)) group.append(renderSection(section, draft, folded));
  return group;
}

// Editors of segments that stand below one heading, the heading itself first; fields have one of their own.
function splitSections(segmentEditors) {
  const sections = [];
  for (const segmentEditor of segmentEditors) {
    const { kind, heading = "", source, text } = segmentEditor.segment;
    const field = kind === "field";
    const name = kind === "heading" ? (source || text) : field ? null : heading;
    const last = sections.at(-1);
    if (last && last.name === name) last.segmentEditors.push(segmentEditor);
    else sections.push({ name, segmentEditors: [segmentEditor] });
  }
  return sections;
}

function renderSection({ name, segmentEditors }, { source }, folded) {
  const section = cloneTemplate(folded ? "folded" : "section");
  const [title, list] = section.children;
  const otherTitle = name === null ? getMessage("fields") : getMessage("opening");
  const shown = name || otherTitle;
  const count = segmentEditors.length;
  title.textContent = folded ? getMessage("section", { heading: shown, count }) : shown;
  if (name) Object.assign(title, { lang: source.lang, dir: source.dir });
  list.append(...segmentEditors.map(({ element }) => element));
  if (folded) section.open = segmentEditors.some(({ segment }) => isTouched(segment));
  return section;
}
