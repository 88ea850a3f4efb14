// The text of an entry as a field that tells Markdown apart by colour, and shows what the checks find
// beside its line: CodeMirror over the textarea, which stays the field of the form. Tab leaves it.

import {
  classHighlighter,
  EditorState,
  EditorView,
  forEachDiagnostic,
  history,
  historyKeymap,
  keymap,
  lineNumbers,
  lintGutter,
  markdownKeymap,
  markdownLanguage,
  nextDiagnostic,
  setDiagnostics,
  standardKeymap,
  syntaxHighlighting,
  Transaction,
} from "./codemirror/codemirror.js";

const area = document.getElementById("body"); // none where the whole file is shown

/* What the checks find, as their list says it: each with its line, from 1. */
export function readProblems(panel) {
  return [...panel.querySelectorAll(".edit-problems li:has([data-line])")].map((item) => ({
    line: Number(item.querySelector("[data-line]").dataset.line),
    severity: item.classList.contains("edit-error") ? "error" : "warning",
    parts: [item.querySelector("strong"), item.querySelector("span[lang=en]")],
  }));
}

class TextField {
  constructor(textarea) {
    this.textarea = textarea;
    this.status = document.getElementById("body.problems");
    this.view = new EditorView({
      doc: textarea.value,
      parent: document.getElementById("body.text"),
      extensions: this.listExtensions(),
    });
    textarea.hidden = true;
    document.getElementById("body.keys").hidden = false;
    textarea.labels[0].addEventListener("click", () => this.view.focus());
  }

  listExtensions() {
    const { lang, dir, form } = this.textarea;
    return [
      EditorView.cspNonce.of(form.nonce),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        "aria-labelledby": "body.label",
        "aria-describedby": "body.keys",
        autocapitalize: "sentences",
        autocorrect: "on",
        spellcheck: "true",
        lang,
        dir,
      }),
      EditorView.updateListener.of((update) => this.follow(update)),
      lineNumbers(),
      lintGutter(),
      markdownLanguage,
      syntaxHighlighting(classHighlighter),
      history(),
      keymap.of([
        { key: "F8", run: nextDiagnostic },
        ...markdownKeymap,
        ...historyKeymap,
        ...standardKeymap,
      ]),
    ];
  }

  get text() {
    return this.textarea.value;
  }

  get start() {
    return this.view.state.selection.main.from;
  }

  get end() {
    return this.view.state.selection.main.to;
  }

  get selection() {
    return this.text.slice(this.start, this.end);
  }

  select(start, end = start) {
    this.view.dispatch({ selection: { anchor: start, head: end }, scrollIntoView: true });
    this.view.focus();
  }

  selectLine(number) {
    const { doc } = this.view.state;
    const { from, to } = doc.line(Math.min(number, doc.lines));
    this.select(from, to);
  }

  /* Write over the selection, or from `start` to `end`; it can be taken back as typing can. */
  write(words, start = this.start, end = this.end) {
    const lines = words.replaceAll("\r\n", "\n");
    this.view.dispatch({
      changes: { from: start, to: end, insert: lines },
      selection: { anchor: start + lines.length },
      userEvent: "input",
      scrollIntoView: true,
    });
    this.view.focus();
  }

  /* Take over what others wrote: the caret stays, and nobody takes back the words of others. */
  replace(words) {
    const [old, most] = [this.text, Math.min(this.text.length, words.length)];
    let [start, end] = [0, 0];
    while (start < most && old[start] === words[start]) start++;
    while (end < most - start && old.at(-1 - end) === words.at(-1 - end)) end++;
    this.view.dispatch({
      changes: { from: start, to: old.length - end, insert: words.slice(start, words.length - end) },
      annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)],
    });
  }

  /* Show each problem on its line; what the text had before goes. */
  showProblems(problems) {
    const { doc } = this.view.state;
    const diagnostics = problems.map(({ line, severity, parts }) => {
      const { from, to } = doc.line(Math.min(line, doc.lines));
      const message = parts.map((part) => part.textContent).join(" ");
      return { from, to, severity, message, renderMessage: () => copyParts(parts) };
    });
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
    this.tellProblems();
  }

  follow(update) {
    if (update.docChanged) {
      this.textarea.value = update.state.doc.toString();
      const isOurs = update.transactions.some((each) => !each.annotation(Transaction.remote));
      if (isOurs) this.textarea.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (update.selectionSet) this.tellProblems();
  }

  /* Say below the text what the checks find on the line of the caret. */
  tellProblems() {
    const { doc, selection } = this.view.state;
    const { from, to } = doc.lineAt(selection.main.head);
    const found = [];
    forEachDiagnostic(this.view.state, (each, start, end) => {
      if (start <= to && end >= from) found.push(each);
    });
    const words = found.map((each) => each.message).join("\n");
    if (words === this.words) return;
    this.words = words;
    this.status.replaceChildren(...found.map((each) => each.renderMessage()));
  }
}

function copyParts(parts) {
  const line = document.createElement("p");
  line.append(...parts.flatMap((part) => [part.cloneNode(true), " "]));
  return line;
}

export const field = area && new TextField(area);
